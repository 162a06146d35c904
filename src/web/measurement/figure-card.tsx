import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import type { ReactNode } from 'react'
import { IconButton, copyText, cx, toast, useFormats, useWords } from '../ui/index.ts'
import { csv } from './csv.ts'
import type { CsvCell } from './csv.ts'
import { download } from './download.ts'
import { useInsightsSearch } from './search.ts'

/** Of which day a figure is, and by what was known when. */
export interface Clocks {
  readonly asOf: string
  readonly knownAt: string
}

interface FigureCardProps {
  /** The part of the address behind '#', and the file's name. */
  readonly id: string
  readonly title: string
  readonly clocks: Clocks
  /** What it is a figure of: "214 deals". */
  readonly of: ReactNode
  /** The same as a table to take away. */
  readonly table: () => readonly (readonly CsvCell[])[]
  readonly control?: ReactNode
  readonly menu?: ReactNode
  readonly children: ReactNode
}

/** A figure with what it says of itself, the link that gives it again, and its table as a file. */
export function FigureCard({ id, title, clocks, of, table, control, menu, children }: FigureCardProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="card scroll-mt-16 p-4 desktop:p-5">
      <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id={`${id}-title`} className="text-18 font-semibold not-tablet:min-w-0 not-tablet:flex-1">
          {title}
        </h2>
        <p className="text-12 text-ink-2 not-tablet:order-1 not-tablet:basis-full">
          {of}
          {' · '}
          <ClockWords clocks={clocks} />
        </p>
        {control && <div className="ms-auto not-tablet:order-2 not-tablet:ms-0 print:hidden">{control}</div>}
        <div className={cx('flex items-center gap-1 print:hidden', !control && 'tablet:ms-auto')}>
          <FigureActs id={id} clocks={clocks} table={table} />
          {menu}
        </div>
      </header>
      {children}
    </section>
  )
}

/** "as of 3 March 2026", and what was known when where that is asked about. */
export function ClockWords({ clocks }: Pick<FigureCardProps, 'clocks'>) {
  const { t } = useWords()
  const { day, instant } = useFormats()
  const { known_at: known } = useInsightsSearch().filters
  const asOf = t('insights.as-of', { day: day(clocks.asOf) })
  return known ? `${asOf} · ${t('insights.known-at', { moment: instant(known) })}` : asOf
}

/** The link that gives a figure again, and its table as a file. */
export function FigureActs({
  id,
  clocks,
  table,
  also,
}: Pick<FigureCardProps, 'id' | 'clocks' | 'table'> & Pick<CopyLinkProps, 'also'>) {
  const { t } = useWords()
  return (
    <>
      <CopyLink id={id} clocks={clocks} label={t('insights.copy-link')} {...(also ? { also } : {})} />
      <IconButton
        icon={IconDownload}
        label={t('insights.csv')}
        onPress={() => {
          const link = [t('insights.column.link'), linkTo(id, clocks, also)]
          download(`${id}-${clocks.asOf}.csv`, csv([...table(), [], link]))
        }}
      />
    </>
  )
}

interface CopyLinkProps {
  readonly id: string
  readonly clocks: Clocks
  readonly label: string
  /** What else the address has to say. */
  readonly also?: Readonly<Record<string, string>>
}

/** Copies the link that shows the same figure. */
export function CopyLink({ id, clocks, label, also = {} }: CopyLinkProps) {
  const { t } = useWords()
  const copy = async () => {
    const link = linkTo(id, clocks, also)
    toast({ text: (await copyText(link)) ? t('insights.copied') : link })
  }
  return <IconButton icon={IconLink} label={label} onPress={() => void copy()} />
}

/** The address that shows the same figure whenever it is opened, whatever is told later of days gone by: all that narrows it, and both its clocks. */
function linkTo(id: string, clocks: Clocks, also: Readonly<Record<string, string>> = {}): string {
  const url = new URL(location.href)
  url.searchParams.delete('open')
  url.searchParams.set('as_of', clocks.asOf)
  url.searchParams.set('known_at', clocks.knownAt)
  for (const [name, value] of Object.entries(also)) url.searchParams.set(name, value)
  url.hash = id
  return url.href
}
