import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import { useEffect } from 'react'
import { scanForDuplicates } from '../../contract/duplicates.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Ago, Button, useWords } from '../ui/index.ts'
import { scanQuery } from './queries.ts'

/** How far the search is, and a look right now. */
export function ScanLine() {
  const { t } = useWords()
  const queries = useQueryClient()
  const mayScan = useRight('duplicates.merge')
  const scan = useQuery(scanQuery())
  const begin = useMutation({
    mutationFn: () => call(scanForDuplicates),
    onSuccess: (now) => queries.setQueryData(scanQuery().queryKey, now),
  })
  const isRunning = scan.data?.isRunning ?? false
  useEffect(() => {
    if (!isRunning) void queries.invalidateQueries({ queryKey: ['duplicates'] })
  }, [isRunning, queries])
  if (!scan.data) return <div className="h-8" />
  const { scanned, finishedAt } = scan.data
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <p role="status" className="text-12 text-ink-2">
        {t('duplicates.scanned', { count: scanned })}
        {finishedAt && (
          <>
            {' · '}
            <Ago value={finishedAt} />
          </>
        )}
      </p>
      {mayScan && (
        <Button
          variant="quiet"
          icon={IconRefresh}
          onPress={() => begin.mutate()}
          isDisabled={isRunning}
          isPending={begin.isPending}
        >
          {t(isRunning ? 'duplicates.scanning' : 'duplicates.scan')}
        </Button>
      )}
    </div>
  )
}
