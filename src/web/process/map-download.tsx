import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { useMutation } from '@tanstack/react-query'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { useRight } from '../shell/session.ts'
import { IconButton, Menu, MenuItem, saveFile, toast, useProblemWords, useWords } from '../ui/index.ts'
import { fetchMapFile } from './map-query.ts'
import { useMapSearch } from './map-search.ts'

const files = [
  { id: 'xlsx', format: 'xlsx', table: 'map' },
  { id: 'csv-map', format: 'csv', table: 'map' },
  { id: 'csv-intervals', format: 'csv', table: 'intervals' },
] as const
type File = (typeof files)[number]

/** The map to take away: as a workbook with the days of each deal, or as CSV. */
export function MapDownload({ process, version }: { process: ProcessDetail; version: ProcessVersion }) {
  const { t, language } = useWords()
  const say = useProblemWords()
  const { filters } = useMapSearch(process)
  const mayExport = useRight('exports.run')
  const load = useMutation({
    mutationFn: ({ format, table }: File) =>
      fetchMapFile({ processId: process.id, stagesOf: version.id, filters }, { format, table, language }),
    onSuccess: (content, { format, table }) =>
      saveFile(content, `${process.name} – ${t(`processes.file.${table}`)}.${format}`),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (!mayExport) return null
  return (
    <Menu
      label={t('processes.download')}
      trigger={<IconButton icon={IconDownload} label={t('processes.download')} isDisabled={load.isPending} />}
    >
      {files.map((file) => (
        <MenuItem key={file.id} onAction={() => load.mutate(file)}>
          {t(`processes.download.${file.id}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
