import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { eraseAll, showErasure } from '../../contract/privacy.ts'
import { call } from '../api.ts'
import type { FoundCustomer } from '../people/customer-query.ts'
import { Button, Dialog, Notice, TextField, useProblemWords, useWords } from '../ui/index.ts'

const pauseMs = 500

/** What nobody can bring back is asked for with the name typed once more. */
export function EraseDialog({ found: { kind, row }, onClose }: { found: FoundCustomer; onClose: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  // The name that was erased: the row has another one by then.
  const [{ name }] = useState(row)
  const readAnew = () =>
    void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' && about !== 'erasure' })
  const begin = useMutation({
    mutationFn: () =>
      call(eraseAll, { body: { [kind === 'household' ? 'householdId' : 'personId']: row.id, name: typed } }),
  })
  const id = begin.data?.id ?? ''
  const { data: erasure } = useQuery({
    queryKey: ['erasure', id],
    queryFn: async () => {
      const found = await call(showErasure, { params: { id } })
      if (found.status !== 'queued') readAnew()
      return found
    },
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'queued' ? false : pauseMs),
  })
  const status = erasure?.status ?? begin.data?.status
  return (
    <Dialog title={t('privacy.erase.title', { name })} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        {status === undefined && (
          <>
            <p>{t('privacy.erase.body')}</p>
            <p>{t('privacy.erase.stays')}</p>
            <p>{t('privacy.erase.again')}</p>
            <TextField label={t('privacy.erase.name', { name })} value={typed} onChange={setTyped} autoComplete="off" />
            {begin.error && <Notice tone="bad">{say(begin.error)}</Notice>}
          </>
        )}
        {status === 'queued' && <Notice>{t('privacy.erase.working')}</Notice>}
        {status === 'done' && <Notice tone="ok">{t('privacy.erase.done')}</Notice>}
        {status === 'failed' && <Notice tone="bad">{t('privacy.erase.failed')}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t(status === undefined ? 'people.cancel' : 'ui.close')}</Button>
          {status === undefined && (
            <Button
              variant="danger"
              isPending={begin.isPending}
              isDisabled={typed === ''}
              onPress={() => begin.mutate()}
            >
              {t('privacy.menu.erase')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
