import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ProcessMapFigures, downloadProcessMap, showProcessMap } from '../../contract/process-map.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call, callForFile } from '../api.ts'
import { usualByDay } from '../measurement/search.ts'
import { useRight, useSession } from '../shell/session.ts'

/** Which deals the map is measured on; what is not named does not narrow. */
export interface MapFilters {
  readonly from?: string
  readonly to?: string
  readonly owner?: string
  readonly source?: string
  /** The process version that they were opened in. */
  readonly version?: string
}

interface Asked {
  readonly processId: string
  /** The version whose stages are told; the published one for a draft. */
  readonly stagesOf?: string | undefined
  readonly filters: MapFilters
}

/** The map's figures; nothing for a reader who may not see any. */
export function useMapFigures({ processId, stagesOf, filters }: Asked) {
  const { workspace } = useSession()
  const query = { ...filters, process: processId, stages_of: stagesOf }
  return useQuery({
    queryKey: ['measurement', workspace.id, 'process-map', query],
    queryFn: () => call(showProcessMap, { query: { ...query, by_day: usualByDay } }),
    placeholderData: keepPreviousData,
    enabled: useRight('measurement.read'),
  })
}

type FileQuery = NonNullable<RequestOf<typeof downloadProcessMap>['query']>

export function fetchMapFile({ processId, stagesOf, filters }: Asked, file: FileQuery): Promise<Blob> {
  return callForFile(downloadProcessMap, {
    query: { ...filters, process: processId, stages_of: stagesOf, by_day: usualByDay, ...file },
  })
}

export type FigureOf = (key: string) => ProcessMapFigures['stages'][number] | undefined

export function figureOf(map: ProcessMapFigures | undefined): FigureOf {
  return (key) => map?.stages.find((stage) => stage.key === key)
}
