import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { NumberField, SelectField, useWords } from '../ui/index.ts'
import type { Option } from '../ui/index.ts'
import type { FileMapping } from './mapping.ts'

// Named by the languages that still meet them; the server can read more, and a guessed one is added to the list.
const encodings = [
  ['utf-8', ''],
  ['utf-16le', ''],
  ['windows-1252', 'sv da en'],
  ['windows-1254', 'tr'],
  ['windows-1255', 'he'],
  ['windows-874', 'th'],
] as const

// The same day and the same amount in each notation: an example is read faster than its name, in any language.
const dateOrders = [
  { id: 'ymd', label: '2026-03-31' },
  { id: 'dmy', label: '31/03/2026' },
  { id: 'mdy', label: '03/31/2026' },
] as const satisfies readonly Option[]
const decimals = [
  { id: '.', label: '1,234.50' },
  { id: ',', label: '1.234,50' },
] as const satisfies readonly Option[]
const delimiters = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const

interface FileFormatProps {
  readonly mapping: FileMapping
  readonly onChange: (mapping: FileMapping) => void
}

/** How the text of a file becomes cells, days and amounts: one line to check, opened to correct. */
export function FileFormat({ mapping, onChange }: FileFormatProps) {
  const { t } = useWords()
  const change = (part: Partial<FileMapping>) => onChange({ ...mapping, ...part })
  const delimiterOptions = delimiters.map(([id, name]) => ({ id, label: t(`importing.delimiter.${name}`) }))
  const summary = [
    mapping.encoding.toUpperCase(),
    delimiterOptions.find(({ id }) => id === mapping.delimiter)?.label,
    dateOrders.find(({ id }) => id === mapping.dateOrder)?.label,
    decimals.find(({ id }) => id === mapping.decimal)?.label,
  ]
  return (
    <details className="group border-t border-line pt-3">
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-2 gap-y-1 rounded-1">
        <IconChevronDown size={16} className="shrink-0 text-ink-3 transition-transform group-open:rotate-180" />
        <span className="font-medium">{t('importing.format')}</span>
        {summary.map((part) => (
          <bdi key={part} className="rounded-1 bg-sunken px-1.5 text-12 text-ink-2">
            {part}
          </bdi>
        ))}
      </summary>
      <div className="mt-3 grid gap-3 tablet:grid-cols-3 wide:grid-cols-5">
        <SelectField
          label={t('importing.encoding')}
          value={mapping.encoding}
          options={useEncodings(mapping.encoding)}
          onChange={(encoding) => change({ encoding })}
        />
        <SelectField
          label={t('importing.delimiter')}
          value={mapping.delimiter}
          options={delimiterOptions}
          onChange={(delimiter) => change({ delimiter })}
        />
        <SelectField
          label={t('importing.date-order')}
          value={mapping.dateOrder}
          options={dateOrders}
          onChange={(dateOrder) => change({ dateOrder })}
        />
        <SelectField
          label={t('importing.decimal')}
          value={mapping.decimal}
          options={decimals}
          onChange={(decimal) => change({ decimal })}
        />
        <NumberField
          label={t('importing.skip-lines')}
          value={mapping.skipLines}
          minValue={0}
          maxValue={100}
          step={1}
          onChange={(skipLines) => change({ skipLines: skipLines ?? 0 })}
        />
      </div>
    </details>
  )
}

function useEncodings(current: string): readonly Option[] {
  const { locale } = useWords()
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const known = encodings.map(([id, spoken]) => {
    const hint = spoken === '' ? null : spoken.split(' ').map((code) => names.of(code) ?? code)
    return { id, label: id.toUpperCase(), ...(hint ? { hint: hint.join(', ') } : {}) }
  })
  if (known.some(({ id }) => id === current)) return known
  return [{ id: current, label: current.toUpperCase() }, ...known]
}
