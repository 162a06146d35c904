import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listLists } from '../../contract/lists.ts'
import type { Sequence } from '../../contract/sequences.ts'
import { call } from '../api.ts'
import { CustomerField } from '../people/customer-field.tsx'
import type { CustomerChoice } from '../people/customers.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Notice, SegmentedControl, SelectField, useWords } from '../ui/index.ts'
import { PreviewLines, usePreview, useStart } from './starting.tsx'
import { whomOf } from './whom.ts'

const mostLists = 200

/** Starts a sequence with everybody on a list, or with one person. */
export function EnrolDialog({ sequence, onClose }: { sequence: Sequence; onClose: () => void }) {
  const { t } = useWords()
  const [from, setFrom] = useState<'list' | 'person'>('list')
  const [listId, setListId] = useState<string | null>(null)
  const [person, setPerson] = useState<CustomerChoice | null>(null)
  const lists = useQuery({
    queryKey: ['lists', 'choices'],
    queryFn: () => call(listLists, { query: { limit: mostLists } }),
  })
  const options = (lists.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))
  const whom = from === 'list' ? (listId ? [{ listId }] : []) : person?.id ? whomOf([person.id]) : []
  const preview = usePreview(whom)
  const start = useStart(whom, onClose)
  return (
    <FormDialog
      title={t('sequences.start-of', { name: sequence.name })}
      submit={t('sequences.start')}
      onSubmit={() => start.mutate(sequence.id)}
      problem={start.error}
      isPending={start.isPending}
      isDisabled={!preview.isSuccess || preview.data.able === 0}
      onClose={onClose}
    >
      <SegmentedControl
        label={t('sequences.start-with')}
        options={[
          { value: 'list', label: t('sequences.start-with.list') },
          { value: 'person', label: t('sequences.start-with.person') },
        ]}
        value={from}
        onChange={setFrom}
      />
      {from === 'list' && lists.isSuccess && options.length === 0 && <Notice>{t('sequences.no-lists')}</Notice>}
      {from === 'list' && options.length > 0 && (
        <SelectField label={t('sequences.list')} name="listId" options={options} value={listId} onChange={setListId} />
      )}
      {from === 'person' && (
        <CustomerField
          label={t('sequences.person')}
          name="personIds"
          kinds={['person']}
          value={person}
          onChange={setPerson}
        />
      )}
      {whom.length > 0 && <PreviewLines found={preview} />}
      <p className="text-12 text-ink-2">{t('sequences.start.how')}</p>
    </FormDialog>
  )
}
