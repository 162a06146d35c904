import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { Notice, NumberField, SegmentedControl, SelectField, useProblemWords, useWords } from '../ui/index.ts'
import type { Option } from '../ui/index.ts'
import { bothWays } from './either-day.ts'
import type { FileMapping, ImportFile } from './mapping.ts'
import type { Reread, Rereading } from './use-reread.ts'

// Named by the languages that still meet them; the server shows those that may be meant, and how they read the file.
const encodings = [
  ['utf-8', ''],
  ['utf-16le', ''],
  ['utf-16be', ''],
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

// Named alike in every language.
const programs = { text: null, xlsx: 'Excel', ods: 'OpenDocument', vcard: 'vCard' } as const

interface FileFormatProps {
  readonly file: ImportFile
  readonly mapping: FileMapping
  readonly reading: Rereading
  readonly onChange: (mapping: FileMapping) => void
}

/** Which sheet of a workbook is read; nothing where there is no choice. */
export function SheetField({ file, mapping, reading }: Omit<FileFormatProps, 'onChange'>) {
  const { t } = useWords()
  const sheets = file.sheets ?? []
  if (sheets.length < 2) return null
  return (
    <SelectField
      label={t('importing.sheet')}
      className="w-52"
      value={mapping.sheet ?? null}
      options={sheets.map((id) => ({ id, label: id }))}
      isDisabled={reading.file !== null}
      onChange={(sheet) => reading.read(file.name, { sheet })}
    />
  )
}

/** How a file becomes cells, days and amounts: one line to check, opened to correct. */
export function FileFormat({ file, mapping, reading, onChange }: FileFormatProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const change = (part: Partial<FileMapping>) => onChange({ ...mapping, ...part })
  const delimiterOptions = useDelimiters(mapping.delimiter)
  const summary = [
    mapping.format && programs[mapping.format],
    isBook(mapping) ? mapping.sheet : mapping.encoding.toUpperCase(),
    isText(mapping) ? delimiterOptions.find(({ id }) => id === mapping.delimiter)?.label : null,
    dateOrders.find(({ id }) => id === mapping.dateOrder)?.label,
    decimals.find(({ id }) => id === mapping.decimal)?.label,
  ].filter((part) => typeof part === 'string')
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3" aria-busy={reading.file === file.name}>
      {file.unclearDate !== undefined && <DateQuestion cell={file.unclearDate} mapping={mapping} onChange={change} />}
      {reading.failed?.file === file.name && <Notice tone="bad">{say(reading.failed.error)}</Notice>}
      <details className="group">
        <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-2 gap-y-1 rounded-1">
          <IconChevronDown size={16} className="shrink-0 text-ink-3 transition-transform group-open:rotate-180" />
          <span className="font-medium">{t('importing.format')}</span>
          {summary.map((part) => (
            <bdi key={part} className="rounded-1 bg-sunken px-1.5 text-12 text-ink-2">
              {part}
            </bdi>
          ))}
        </summary>
        <FormatFields file={file} mapping={mapping} reading={reading} onChange={onChange} />
      </details>
    </div>
  )
}

/** What of it is asked: only what this kind of file has. */
function FormatFields({ file, mapping, reading, onChange }: FileFormatProps) {
  const { t } = useWords()
  const change = (part: Partial<FileMapping>) => onChange({ ...mapping, ...part })
  const reread = (wanted: Reread) => reading.read(file.name, wanted)
  const encodingOptions = useEncodings(mapping.encoding, file.encodings)
  const delimiterOptions = useDelimiters(mapping.delimiter)
  const isReading = reading.file !== null
  return (
    <div className="mt-3 grid gap-3 tablet:grid-cols-3 wide:grid-cols-5">
      {!isBook(mapping) && (
        <SelectField
          label={t('importing.encoding')}
          value={mapping.encoding}
          options={encodingOptions}
          isDisabled={isReading}
          onChange={(encoding) => reread({ ...kept(mapping), encoding })}
        />
      )}
      {isText(mapping) && (
        <SelectField
          label={t('importing.delimiter')}
          value={mapping.delimiter ?? null}
          options={delimiterOptions}
          isDisabled={isReading}
          onChange={(delimiter) => reread({ encoding: mapping.encoding, delimiter })}
        />
      )}
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
      {mapping.format !== 'vcard' && (
        <NumberField
          label={t('importing.skip-lines')}
          value={mapping.skipLines}
          minValue={0}
          maxValue={100}
          step={1}
          isDisabled={isReading}
          onChange={(lines) => reread({ ...kept(mapping), skipLines: lines ?? 0 })}
        />
      )}
    </div>
  )
}

function isText({ format }: FileMapping): boolean {
  return format === undefined || format === 'text'
}

function isBook({ format }: FileMapping): boolean {
  return format === 'xlsx' || format === 'ods'
}

/** What stays as it is when one thing about a file is said. */
function kept({ format = 'text', sheet, encoding, delimiter, skipLines }: FileMapping): Reread {
  switch (format) {
    case 'text':
      return { encoding, skipLines, ...(delimiter === undefined ? {} : { delimiter }) }
    case 'vcard':
      return { encoding }
    case 'xlsx':
    case 'ods':
      return { skipLines, ...(sheet === undefined ? {} : { sheet }) }
  }
}

interface DateQuestionProps {
  /** A date of the file that may be either way round. */
  readonly cell: string
  readonly mapping: FileMapping
  readonly onChange: (part: Pick<FileMapping, 'dateOrder'>) => void
}

/** Asks which day is meant, where no row of the file tells. */
function DateQuestion({ cell, mapping, onChange }: DateQuestionProps) {
  const { t, locale } = useWords()
  const days = bothWays(cell)
  if (!days) return null
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const options = (['dmy', 'mdy'] as const).map((value) => ({ value, label: format.format(days[value]) }))
  const question = t('importing.date.which', { date: cell })
  return (
    <div className="flex flex-col gap-2 rounded-3 bg-warn-soft p-3">
      <p className="font-medium">{question}</p>
      <div>
        <SegmentedControl
          label={question}
          options={options}
          value={mapping.dateOrder === 'mdy' ? 'mdy' : 'dmy'}
          onChange={(dateOrder) => onChange({ dateOrder })}
        />
      </div>
    </div>
  )
}

function useDelimiters(current: string | undefined): readonly Option[] {
  const { t } = useWords()
  const known = delimiters.map(([id, name]) => ({ id, label: t(`importing.delimiter.${name}`) }))
  if (current === undefined || known.some(({ id }) => id === current)) return known
  return [...known, { id: current, label: current }]
}

/** Every encoding with what it makes of the file's own words, or with the languages that use it where none is in doubt. */
function useEncodings(current: string, seen: ImportFile['encodings']): readonly Option[] {
  const { locale } = useWords()
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const known: Option[] = seen
    ? seen.map(({ encoding, sample }) => ({ id: encoding, label: encoding.toUpperCase(), hint: sample }))
    : encodings.map(([id, spoken]) => {
        const languages = spoken === '' ? [] : spoken.split(' ').map((code) => names.of(code) ?? code)
        return { id, label: id.toUpperCase(), ...(spoken === '' ? {} : { hint: languages.join(', ') }) }
      })
  if (known.some(({ id }) => id === current)) return known
  return [{ id: current, label: current.toUpperCase() }, ...known]
}
