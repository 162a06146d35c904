import { useQuery } from '@tanstack/react-query'
import type { ProspectList } from '../../contract/lists.ts'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { useProcesses, useSources } from '../deals/deal-query.ts'
import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { MoneyField, SelectField, TextField, useWords } from '../ui/index.ts'
import { MembersChoice } from './members-choice.tsx'

/** What is asked about a list. */
export type ListFields = Pick<
  ProspectList,
  'name' | 'sourceId' | 'costMinor' | 'note' | 'productId' | 'processId' | 'workerIds'
>

interface QuestionsProps {
  readonly fields: ListFields
  readonly onChange: (changes: Partial<ListFields>) => void
}

const nothing = 'nothing'

export function ListQuestions({ fields, onChange }: QuestionsProps) {
  const { t } = useWords()
  const members = useMembers()
  return (
    <>
      <TextField
        label={t('prospects.list.name')}
        name="name"
        value={fields.name}
        onChange={(name) => onChange({ name })}
        maxLength={100}
        isRequired
        autoFocus
      />
      <div className="grid gap-3 tablet:grid-cols-2">
        <Purpose fields={fields} onChange={onChange} />
      </div>
      <TextField
        label={t('prospects.note')}
        name="note"
        value={fields.note ?? ''}
        onChange={(note) => onChange({ note })}
        rows={2}
        maxLength={2000}
      />
      {members.length > 1 && (
        <MembersChoice
          label={t('prospects.list.workers')}
          members={members}
          chosen={fields.workerIds}
          onChange={(workerIds) => onChange({ workerIds })}
        />
      )}
    </>
  )
}

/** Where it came from, what that cost, what is to be sold, and how. */
function Purpose({ fields, onChange }: QuestionsProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const sources = useSources()
  const processes = useProcesses().filter(({ publishedVersionId }) => publishedVersionId !== null)
  const products = useQuery({
    queryKey: ['products', 'first'],
    queryFn: () => call(listProducts, { query: { limit: 200 } }),
    staleTime: 60_000,
  })
  const choice = (name: 'sourceId' | 'productId' | 'processId', rows: readonly { id: string; name: string }[]) => ({
    name,
    options: [{ id: nothing, label: '–' }, ...rows.map((row) => ({ id: row.id, label: row.name }))],
    value: fields[name] ?? nothing,
    onChange: (id: string) => onChange({ [name]: id === nothing ? null : id }),
  })
  return (
    <>
      <SelectField label={t('prospects.source')} {...choice('sourceId', sources)} />
      <MoneyField
        label={t('prospects.list.cost')}
        name="costMinor"
        currency={workspace.currency}
        value={fields.costMinor}
        onChange={(costMinor) => onChange({ costMinor })}
      />
      <SelectField label={t('prospects.list.product')} {...choice('productId', products.data?.items ?? [])} />
      {processes.length > 1 && <SelectField label={t('prospects.list.process')} {...choice('processId', processes)} />}
    </>
  )
}
