import { listKeyOf } from '../../contract/custom-values.ts'
import { enteredStage, importFields } from '../../contract/import-fields.ts'
import type { ImportKind } from '../../contract/import-fields.ts'
import type { NewField } from '../../contract/import-new-fields.ts'
import { useAllCustomFields } from '../fields/custom-query.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, SelectField, useWords } from '../ui/index.ts'
import type { Option, Tone } from '../ui/index.ts'
import { useFieldWords } from './field-words.ts'
import { leftOut, listKey, proposedField } from './mapping.ts'
import type { FileColumn } from './mapping.ts'
import { NewFieldForm } from './new-field-form.tsx'

interface ColumnListProps {
  readonly label: string
  readonly kind: ImportKind
  readonly columns: readonly FileColumn[]
  readonly onChange: (header: string, field: string | null) => void
  /** Columns with the fields that they are to become. */
  readonly onMake: (fields: readonly (readonly [string, NewField])[]) => void
}

const notTaken = 'not-taken'
const asNew = 'new'

/** A list, not a table: on a phone the choice stands below the column's name instead of out of sight beside it. */
export function ColumnList({ label, kind, columns, onChange, onMake }: ColumnListProps) {
  const { t } = useWords()
  const fieldWords = useFieldWords()
  const own = useAllCustomFields() ?? []
  const mayMake = useRight('workspace.manage')
  const options = [
    { id: notTaken, label: t('importing.column.not-taken') },
    ...importFields[kind].map((field) => ({ id: field, label: fieldWords(field) })),
    ...own
      .filter(({ record, retired }) => record === kind && !retired)
      .map((field) => ({ id: listKeyOf(field), label: field.name, hint: t('importing.field.own') })),
  ]
  // A stage that the file itself dates is offered where it was found.
  const optionsOf = ({ field, proposal, newField }: FileColumn) => [
    ...options.slice(0, 1),
    ...((mayMake && proposal) || newField ? [{ id: asNew, label: t('importing.column.new') }] : []),
    ...options.slice(1),
    ...(field === null || enteredStage(field) === null ? [] : [{ id: field, label: fieldWords(field) }]),
  ]
  const choose = ({ header, proposal }: FileColumn, id: string) => {
    if (id === asNew && proposal) onMake([[header, proposedField(proposal)]])
    else onChange(header, id === notTaken ? null : id)
  }
  return (
    <div>
      {mayMake && <LeftOut columns={leftOut(columns)} onMake={onMake} />}
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
        {columns.map((column) => (
          <ColumnRow
            key={column.header}
            column={column}
            options={optionsOf(column)}
            mayMake={mayMake && column.proposal !== null}
            onChange={(id) => choose(column, id)}
            onMake={onMake}
          />
        ))}
      </ul>
    </div>
  )
}

const rowClass =
  'items-center gap-x-4 gap-y-1 grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"name_guess""samples_samples""field_field""new_new"] desktop:grid-cols-[13rem_minmax(0,1fr)_16rem_6.5rem] desktop:[grid-template-areas:"name_samples_field_guess""new_new_new_new"]'

interface ColumnRowProps extends Pick<ColumnListProps, 'onMake'> {
  readonly column: FileColumn
  readonly options: readonly Option[]
  readonly mayMake: boolean
  /** The field of a mapping, or that it is left out or new. */
  readonly onChange: (id: string) => void
}

function ColumnRow({ column, options, mayMake, onChange, onMake }: ColumnRowProps) {
  const { t } = useWords()
  const { header, samples, field, confidence, newField, proposal } = column
  return (
    <li className={`${rowClass} grid border-b border-line py-1.5 last:border-b-0`}>
      <bdi className="line-clamp-2 font-medium wrap-anywhere [grid-area:name]">{header}</bdi>
      <Samples values={samples} />
      <SelectField
        label={t('importing.column.field-of', { column: header })}
        hideLabel
        className="[grid-area:field]"
        value={newField ? asNew : field === null ? notTaken : listKey(field)}
        options={options}
        onChange={onChange}
      />
      {mayMake && field === null && !newField ? (
        <Button
          variant="quiet"
          className="[grid-area:guess]"
          aria-label={t('importing.column.make-of', { column: header })}
          onPress={() => onChange(asNew)}
        >
          {t('importing.column.make')}
        </Button>
      ) : (
        <Confidence field={field} confidence={confidence} />
      )}
      {newField && (
        <NewFieldForm
          header={header}
          field={newField}
          proposal={proposal}
          onChange={(changed) => onMake([[header, changed]])}
        />
      )}
    </li>
  )
}

/** What of the file is not taken; one press makes fields of all of it. */
function LeftOut({ columns, onMake }: { columns: readonly FileColumn[] } & Pick<ColumnListProps, 'onMake'>) {
  const { t } = useWords()
  if (columns.length < 2) return null
  const fields = columns.flatMap(({ header, proposal }) =>
    proposal ? [[header, proposedField(proposal)] as const] : [],
  )
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-3 bg-sunken px-3 py-2">
      <p className="text-ink-2">{t('importing.column.left-out', { count: columns.length })}</p>
      <Button onPress={() => onMake(fields)}>{t('importing.column.make-all')}</Button>
    </div>
  )
}

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
