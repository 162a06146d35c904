import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { stopSummary } from '../../contract/summaries.ts'
import { Door } from '../access/door.tsx'
import { call } from '../api.ts'
import { Button, Loading, useWords } from '../ui/index.ts'

/** Where the link under a mail leads: opened, it has stopped them. Its secret stands behind the #, which no server gets to see. */
export function StopScreen() {
  const { t } = useWords()
  const [token] = useState(() => location.hash.slice(1))
  const { mutate, data, isError, isPending } = useMutation({
    mutationFn: (wanted: boolean) => call(stopSummary, { body: { token, wanted } }),
  })
  useEffect(() => mutate(false), [mutate])
  const title = data && t(data.wanted ? 'summary.begun' : 'summary.stopped', { workspace: data.workspace })
  return (
    <Door title={title ?? t('summary.choice')}>
      <div className="m-auto flex w-full max-w-90 flex-col items-center gap-4 text-center" role="status">
        {isError && <p className="text-balance">{t('summary.stop.closed')}</p>}
        {!isError && !data && <Loading />}
        {title && <h1 className="text-18 font-semibold text-balance">{title}</h1>}
        {data && !data.wanted && (
          <Button isPending={isPending} onPress={() => mutate(true)}>
            {t('summary.stopped.again')}
          </Button>
        )}
      </div>
    </Door>
  )
}
