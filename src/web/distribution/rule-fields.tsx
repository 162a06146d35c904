import { useQuery } from '@tanstack/react-query'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { distributionFields } from '../../contract/distribution.ts'
import { grades } from '../../contract/prospects.ts'
import { listSegments } from '../../contract/segments.ts'
import { call } from '../api.ts'
import { useSources } from '../deals/deal-query.ts'
import { MembersChoice } from '../prospects/members-choice.tsx'
import { IconButton, NumberField, SelectField, TextField, useWords } from '../ui/index.ts'
import { isChosen, type RuleDraft } from './rule-draft.ts'

interface RuleFieldsProps {
  readonly at: number
  readonly rule: RuleDraft
  readonly members: readonly { readonly id: string; readonly name: string }[]
  readonly onChange: (rule: RuleDraft) => void
  readonly onRemove: (() => void) | undefined
}

/** One rule: whom it is about, who gets them, and how many at a time. */
export function RuleFields({ at, rule, members, onChange, onRemove }: RuleFieldsProps) {
  const { t } = useWords()
  const change = (changes: Partial<RuleDraft>) => onChange({ ...rule, ...changes })
  const fields = ['everybody', ...distributionFields] as const
  return (
    <li className="flex flex-col gap-3 rounded-3 border border-line p-3">
      <div className="flex items-end gap-3">
        <SelectField
          label={t('distribution.rule', { number: at })}
          options={fields.map((id) => ({ id, label: t(`distribution.field.${id}`) }))}
          value={rule.field}
          onChange={(field) => change({ field, chosen: [], typed: '' })}
          className="flex-1"
        />
        <NumberField
          label={t('distribution.most')}
          value={rule.most}
          onChange={(most) => change({ most })}
          minValue={1}
          maxValue={1000}
          className="w-36"
        />
        {onRemove && (
          <IconButton icon={IconTrash} label={t('distribution.remove-rule', { number: at })} onPress={onRemove} />
        )}
      </div>
      {rule.field !== 'everybody' && <Values rule={rule} onChange={change} />}
      <MembersChoice
        label={t('distribution.to')}
        members={members}
        chosen={rule.memberIds}
        onChange={(memberIds) => change({ memberIds })}
      />
    </li>
  )
}

function Values({ rule, onChange }: { rule: RuleDraft; onChange: (changes: Partial<RuleDraft>) => void }) {
  const { t } = useWords()
  const choices = useChoices(rule.field)
  if (isChosen(rule.field)) {
    return (
      <MembersChoice
        label={t('distribution.values')}
        members={choices}
        chosen={rule.chosen}
        onChange={(chosen) => onChange({ chosen })}
      />
    )
  }
  return (
    <TextField
      label={t('distribution.values')}
      description={t(`distribution.values.${rule.field}`)}
      dir="auto"
      value={rule.typed}
      onChange={(typed) => onChange({ typed })}
      maxLength={2000}
    />
  )
}

/** What a field can be chosen to be. */
function useChoices(field: RuleDraft['field']): readonly { readonly id: string; readonly name: string }[] {
  const { t } = useWords()
  const sources = useSources()
  const segments = useQuery({
    queryKey: ['segments', 'choices'],
    queryFn: async () => (await call(listSegments, { query: {} })).items,
    enabled: field === 'segment',
  })
  if (field === 'segment') return segments.data ?? []
  return field === 'source' ? sources : grades.map((id) => ({ id, name: t('prospects.graded', { grade: id }) }))
}
