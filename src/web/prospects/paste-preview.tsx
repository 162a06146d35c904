import { pasteFields } from '../../contract/lists.ts'
import type { PasteField, PasteFate, PastePreview as Preview } from '../../contract/lists.ts'
import { Badge, SelectField, useFormats, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'

interface PastePreviewProps {
  readonly preview: Preview
  readonly onColumns: (columns: (PasteField | null)[]) => void
}

const none = 'none'

/** What a pasted text was understood as: lines as fields, a table under columns that can be named anew. */
export function PastePreview({ preview, onColumns }: PastePreviewProps) {
  const { counts } = preview
  return (
    <div className="flex flex-col gap-2">
      <Counts counts={counts} />
      {preview.columns.length === 0 ? <Lines preview={preview} /> : <Columns preview={preview} onColumns={onColumns} />}
    </div>
  )
}

/** How many rows, and what becomes of them; what there is none of goes unsaid. */
export function Counts({ counts }: { counts: Preview['counts'] }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-ink-2">
      {t('prospects.preview.rows', { count: counts.rows })}
      {(['new', 'known', 'listed', 'rejected'] as const)
        .filter((fate) => counts[fate] > 0)
        .map((fate) => (
          <Badge key={fate} tone={fate === 'rejected' ? 'warn' : tones[fate]}>
            {t(`prospects.fate.${fate}`)} <bdi>{number(counts[fate])}</bdi>
          </Badge>
        ))}
    </p>
  )
}

export function FateBadge({ fate, knownAs }: { fate: PasteFate; knownAs?: string | null }) {
  const { t } = useWords()
  return (
    <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap">
      <Badge tone={tones[fate]}>{t(`prospects.fate.${fate}`)}</Badge>
      {knownAs && <bdi className="truncate text-12 text-ink-3">{knownAs}</bdi>}
    </span>
  )
}

const tones: Record<PasteFate, Tone> = {
  new: 'ok',
  known: 'accent',
  listed: 'plain',
  twice: 'warn',
  nameless: 'warn',
  hidden: 'warn',
}

function Lines({ preview: { rows } }: Pick<PastePreviewProps, 'preview'>) {
  const { t } = useWords()
  return (
    <ul className="flex max-h-70 flex-col gap-2 overflow-y-auto" tabIndex={0}>
      {rows.map(({ row, fields, fate, knownAs }) => (
        <li key={row} className="card flex flex-wrap items-center gap-x-4 gap-y-2 p-3">
          {Object.entries(fields).map(([field, value]) => (
            <span key={field} className="flex min-w-0 flex-col">
              <span className="text-11 text-ink-3">{t(`prospects.field.${field}`)}</span>
              <bdi className="truncate font-medium">{value}</bdi>
            </span>
          ))}
          <span className="ms-auto">
            <FateBadge fate={fate} knownAs={knownAs} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Columns({ preview: { columns, rows }, onColumns }: PastePreviewProps) {
  const { t } = useWords()
  const options = [
    { id: none, label: t('prospects.field.none') },
    ...pasteFields.map((id) => ({ id, label: t(`prospects.field.${id}`) })),
  ]
  const name = (at: number, field: PasteField | null) =>
    onColumns(columns.map((column, index) => (index === at ? field : column.field === field ? null : column.field)))
  return (
    <div tabIndex={0} role="region" aria-label={t('prospects.preview')} className="card max-h-80 overflow-auto">
      <table className="w-full border-collapse">
        <thead className="sticky top-0 z-1 bg-surface">
          <tr>
            <th scope="col" className="border-b border-line p-2 text-start text-12 font-medium text-ink-3">
              {t('prospects.preview.fate')}
            </th>
            {columns.map(({ header, field }, at) => (
              <th key={at} scope="col" className="min-w-36 border-b border-line p-2 text-start font-normal">
                {header !== null && (
                  <span className="mb-1 block truncate text-12 text-ink-3">
                    <bdi>{header}</bdi>
                  </span>
                )}
                <SelectField
                  label={t('prospects.preview.column', { number: at + 1 })}
                  hideLabel
                  options={options}
                  value={field ?? none}
                  onChange={(id) => name(at, pasteFields.find((one) => one === id) ?? null)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells, fate, knownAs }) => (
            <tr key={row} className="border-b border-line last:border-b-0">
              <td className="max-w-50 px-2 py-1.5">
                <FateBadge fate={fate} knownAs={knownAs} />
              </td>
              {columns.map(({ field }, at) => (
                <td
                  key={at}
                  className={field ? 'max-w-60 truncate px-2 py-1.5' : 'max-w-60 truncate px-2 py-1.5 text-ink-3'}
                >
                  <bdi>{cells[at]}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
