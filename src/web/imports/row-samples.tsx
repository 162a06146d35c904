import type { RowSample } from '../../contract/import-counts.ts'
import { Badge, Money, useFormats, useWords } from '../ui/index.ts'
import { useFieldWords } from './field-words.ts'

/** Some rows as they would come in: what a mapping that is wrong by a column shows at once. */
export function RowSamples({ samples }: { samples: readonly RowSample[] }) {
  const { t } = useWords()
  const { number } = useFormats()
  if (samples.length === 0) return null
  const tones = { created: 'ok', updated: 'accent', merged: 'plain', rejected: 'bad' } as const
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="text-13 font-semibold">{t('importing.samples')}</h3>
      <ul className="grid gap-3 tablet:grid-cols-2">
        {samples.map(({ file, row, fate, fields }) => (
          <li key={`${file} ${row}`} className="min-w-0 rounded-3 border border-line p-3">
            <p className="mb-2 flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
              <Badge tone={tones[fate]}>{t(`importing.fate.${fate}`)}</Badge>
              <bdi className="min-w-0 truncate">{file}</bdi>
              <span>{t('importing.problems.row', { row: number(row) })}</span>
            </p>
            <Fields fields={fields} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Fields({ fields }: Pick<RowSample, 'fields'>) {
  const { t } = useWords()
  const { day } = useFormats()
  const wordOf = useFieldWords()
  const shown = (field: string, value: string) => {
    if (field === 'status') return t(`codes.outcome.${value}`)
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value
  }
  return (
    <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-baseline gap-x-3 gap-y-0.5">
      {fields.map(({ field, value }) => (
        <div key={field} className="contents">
          <dt className="truncate text-12 text-ink-3">{wordOf(field)}</dt>
          <dd className="truncate">
            {typeof value === 'string' ? <bdi>{shown(field, value)}</bdi> : <Money value={value} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
