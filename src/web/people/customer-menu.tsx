import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs'
import IconAddressBook from '@tabler/icons-react/dist/esm/icons/IconAddressBook.mjs'
import IconArchiveOff from '@tabler/icons-react/dist/esm/icons/IconArchiveOff.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import * as records from '../../contract/records.ts'
import { call } from '../api.ts'
import { OptOutItem } from '../calling/opt-out-item.tsx'
import { useContactCard } from '../exports/use-contact-card.ts'
import { AnswerItems } from '../privacy/answer-items.tsx'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, Dialog, IconButton, Menu, MenuItem, Notice, toast, useProblemWords, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { customerQuery } from './customer-query.ts'
import type { FoundCustomer } from './customer-query.ts'

const endpoints = {
  company: { archive: records.archiveCompany, restore: records.restoreCompany, remove: records.deleteCompany },
  person: { archive: records.archivePerson, restore: records.restorePerson, remove: records.deletePerson },
  household: { archive: records.archiveHousehold, restore: records.restoreHousehold, remove: records.deleteHousehold },
} as const

const EraseDialog = lazy(() =>
  withWords(async () => ({ default: (await import('../privacy/erase-dialog.tsx')).EraseDialog })),
)

/** Putting a customer away, bringing it back, deleting it for good. */
export function CustomerMenu({ found }: { found: FoundCustomer }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const mayEdit = useRight('base.edit')
  const mayDelete = useRight('base.delete')
  const mayExport = useRight('exports.run')
  const [asked, setAsked] = useState<'delete' | 'erase' | null>(null)
  const { kind, row } = found
  const saveCard = useContactCard(row.id)
  const send = useMutation({
    mutationFn: async (act: 'archive' | 'restore') => {
      const kept = await call(endpoints[kind][act], { params: { id: row.id } })
      // The endpoint of a kind answers with a row of that kind.
      queries.setQueryData(customerQuery(kind, row.id).queryKey, { kind, row: kept } as FoundCustomer)
      void queries.invalidateQueries({
        predicate: ({ queryKey: [about] }) => about !== 'session' && about !== 'customer',
      })
      return act
    },
    onSuccess: (act) => {
      if (act === 'archive')
        toast({ text: t('people.archived.done', { name: row.name }), onUndo: () => send.mutate('restore') })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (!mayEdit) return null
  const label = t('people.menu', { name: row.name })
  return (
    <>
      <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
        {row.archivedAt ? (
          <MenuItem icon={IconArchiveOff} onAction={() => send.mutate('restore')}>
            {t('people.restore')}
          </MenuItem>
        ) : (
          <MenuItem icon={IconArchive} hint={t('people.archive.hint')} onAction={() => send.mutate('archive')}>
            {t('people.archive')}
          </MenuItem>
        )}
        <OptOutItem found={found} />
        {kind === 'person' && mayExport && (
          <MenuItem icon={IconAddressBook} onAction={saveCard}>
            {t('exports.card')}
          </MenuItem>
        )}
        <AnswerItems found={found} onErase={() => setAsked('erase')} />
        {mayDelete && (
          <MenuItem icon={IconTrash} isDanger onAction={() => setAsked('delete')}>
            {t('people.delete')}
          </MenuItem>
        )}
      </Menu>
      <Suspense>
        {asked === 'delete' && <DeleteDialog found={found} onClose={() => setAsked(null)} />}
        {asked === 'erase' && <EraseDialog found={found} onClose={() => setAsked(null)} />}
      </Suspense>
    </>
  )
}

function DeleteDialog({ found: { kind, row }, onClose }: { found: FoundCustomer; onClose: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const go = useGo()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(endpoints[kind].remove, { params: { id: row.id } }),
    onSuccess: () => {
      onClose()
      go('today')
      queries.removeQueries({ queryKey: customerQuery(kind, row.id).queryKey })
      void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
      toast({ text: t('people.deleted', { name: row.name }) })
    },
  })
  return (
    <Dialog title={t('people.delete.title', { name: row.name })} isOpen onClose={onClose} size="small">
      <div className="flex flex-col gap-4">
        <p>{t('people.delete.body')}</p>
        {remove.error && <Notice tone="bad">{say(remove.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('people.cancel')}</Button>
          <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
            {t('people.delete')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
