import { customKinds } from '../../contract/custom-values.ts'
import { type ColumnProposal, fieldNameOf, type NewField } from '../../contract/import-new-fields.ts'
import { SelectField, TextField, useFormats, useWords } from '../ui/index.ts'

interface NewFieldFormProps {
  readonly header: string
  readonly field: NewField
  readonly proposal: ColumnProposal | null
  readonly onChange: (field: NewField) => void
}

/** What the field is called that a column becomes, and what it holds. */
export function NewFieldForm({ header, field, proposal, onChange }: NewFieldFormProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const options = proposal?.options ?? []
  // Whoever chooses needs something to choose from.
  const kinds = customKinds.filter((kind) => !isChoice(kind) || options.length > 0 || kind === field.kind)
  const hold = (kind: NewField['kind']) => {
    const { options: _, ...others } = field
    onChange({ ...others, kind, ...(isChoice(kind) ? { options: [...(field.options ?? options)] } : {}) })
  }
  const rename = (name: string) => {
    const { name: _, ...others } = field
    onChange(name.trim() === '' || name === fieldNameOf(header) ? others : { ...others, name })
  }
  const choices = field.options ?? []
  return (
    <div
      role="group"
      aria-label={t('importing.new-field', { column: header })}
      className="mt-1 grid gap-x-4 gap-y-2 rounded-3 bg-sunken p-3 [grid-area:new] tablet:grid-cols-2"
    >
      <TextField
        label={t('fields.name')}
        defaultValue={field.name ?? fieldNameOf(header)}
        onChange={rename}
        maxLength={60}
      />
      <SelectField
        label={t('fields.kind')}
        value={field.kind}
        options={kinds.map((id) => ({ id, label: t(`fields.kind.${id}`) }))}
        onChange={hold}
      />
      {choices.length > 0 && (
        <p className="line-clamp-2 text-12 text-ink-2 tablet:col-span-2">
          {t('importing.new-field.options', { count: choices.length, text: number(choices.length) })}{' '}
          {choices.slice(0, shown).map((choice, at) => (
            <span key={choice}>
              {at > 0 && ' · '}
              <bdi>{choice}</bdi>
            </span>
          ))}
          {choices.length > shown && ' …'}
        </p>
      )}
    </div>
  )
}

const shown = 8

function isChoice(kind: NewField['kind']): boolean {
  return kind === 'choice' || kind === 'multi_choice'
}
