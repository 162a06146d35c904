import { listKeyOf } from '../../contract/custom-values.ts'
import { enteredStage, importFields } from '../../contract/import-fields.ts'
import type { ImportKind } from '../../contract/import-fields.ts'
import { useAllCustomFields } from '../fields/custom-query.ts'
import { Badge, SelectField, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { useFieldWords } from './field-words.ts'
import { listKey } from './mapping.ts'
import type { FileColumn } from './mapping.ts'

interface ColumnListProps {
  readonly label: string
  readonly kind: ImportKind
  readonly columns: readonly FileColumn[]
  readonly onChange: (header: string, field: string | null) => void
}

const notTaken = 'not-taken'

/** A list, not a table: on a phone the choice stands below the column's name instead of out of sight beside it. */
export function ColumnList({ label, kind, columns, onChange }: ColumnListProps) {
  const { t } = useWords()
  const fieldWords = useFieldWords()
  const own = useAllCustomFields() ?? []
  const options = [
    { id: notTaken, label: t('importing.column.not-taken') },
    ...importFields[kind].map((field) => ({ id: field, label: fieldWords(field) })),
    ...own
      .filter(({ record, retired }) => record === kind && !retired)
      .map((field) => ({ id: listKeyOf(field), label: field.name, hint: t('importing.field.own') })),
  ]
  // A stage that the file itself dates is offered where it was found.
  const optionsOf = (field: string | null) =>
    field === null || enteredStage(field) === null ? options : [...options, { id: field, label: fieldWords(field) }]
  return (
    <div>
      <div
        aria-hidden
        className={`${rowClass} hidden border-b border-line pb-1.5 text-12 font-medium text-ink-3 desktop:grid`}
      >
        <span>{t('importing.column')}</span>
        <span>{t('importing.column.samples')}</span>
        <span>{t('importing.column.field')}</span>
        <span>{t('importing.column.guess')}</span>
      </div>
      <ul aria-label={label}>
        {columns.map(({ header, samples, field, confidence }) => (
          <li key={header} className={`${rowClass} grid border-b border-line py-1.5 last:border-b-0`}>
            <bdi className="line-clamp-2 font-medium wrap-anywhere [grid-area:name]">{header}</bdi>
            <Samples values={samples} />
            <SelectField
              label={t('importing.column.field-of', { column: header })}
              hideLabel
              className="[grid-area:field]"
              value={field === null ? notTaken : listKey(field)}
              options={optionsOf(field)}
              onChange={(id) => onChange(header, id === notTaken ? null : id)}
            />
            <Confidence field={field} confidence={confidence} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const rowClass =
  'items-center gap-x-4 gap-y-1 grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"name_guess""samples_samples""field_field"] desktop:grid-cols-[13rem_minmax(0,1fr)_16rem_6.5rem] desktop:[grid-template-areas:"name_samples_field_guess"]'

function Samples({ values }: { values: readonly string[] }) {
  if (values.length === 0)
    return (
      <span aria-hidden className="text-ink-3 [grid-area:samples]">
        –
      </span>
    )
  return (
    <p className="truncate text-12 text-ink-2 [grid-area:samples]">
      {values.map((value, index) => (
        <span key={value}>
          {index > 0 && ' · '}
          <bdi>{value}</bdi>
        </span>
      ))}
    </p>
  )
}

function Confidence({ field, confidence }: Pick<FileColumn, 'field' | 'confidence'>) {
  const { t } = useWords()
  if (field === null || confidence === null) return null
  const sure = confidence >= 0.8 ? 'sure' : confidence >= 0.5 ? 'likely' : 'unsure'
  return (
    <span className="[grid-area:guess]">
      <Badge tone={tones[sure]}>{t(`importing.guess.${sure}`)}</Badge>
    </span>
  )
}

const tones = { sure: 'ok', likely: 'plain', unsure: 'warn' } satisfies Record<string, Tone>
