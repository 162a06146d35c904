import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useId, useState } from 'react'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { readKept } from '../../contract/privacy.ts'
import type { KeptAbout, KeptPart } from '../../contract/privacy.ts'
import { call } from '../api.ts'
import { customerPlace } from '../people/customer-query.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { Button, ErrorState, IconButton, Loading, buttonClass, saveFile, useFormats, useWords } from '../ui/index.ts'
import { useRowReader } from './row-reader.ts'

/** Everything that is kept about a person or a household, to be read, printed or handed over. */
export function KeptScreen() {
  const { t } = useWords()
  const address = useAddress()
  const { kind: place = 'people', id = '' } = useParams({ strict: false })
  const kind = place === 'households' ? 'household' : 'person'
  const read = useQuery({
    queryKey: ['kept', kind, id],
    queryFn: () => call(readKept, { body: { [`${kind}Id`]: id } }),
    // Each reading is kept: once for each time it is opened.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })
  const kept = read.data
  return (
    <Page
      title={kept ? t('privacy.read.title', { name: kept.of.name }) : t('privacy.menu.read')}
      layout="page"
      views={
        <Link to={address(customerPlace(kind, id))} className={`${buttonClass('quiet')} order-first -ms-2`}>
          <IconArrowLeft size={16} stroke={1.75} className="rtl:rotate-180" />
          {t('privacy.read.back')}
        </Link>
      }
      primary={
        kept && (
          <span className="flex items-center gap-2">
            <IconButton icon={IconPrinter} label={t('privacy.read.print')} onPress={() => window.print()} />
            <Button icon={IconDownload} onPress={() => save(kept)}>
              {t('privacy.read.save')}
            </Button>
          </span>
        )
      }
    >
      {read.isPending && <Loading />}
      {read.isError && <ErrorState error={read.error} onRetry={() => void read.refetch()} />}
      {kept && <Kept kept={kept} />}
    </Page>
  )
}

function save(kept: KeptAbout): void {
  saveFile(new Blob([JSON.stringify(kept, null, 2)], { type: 'application/json' }), `${kept.of.name}.json`)
}

function Kept({ kept }: { kept: KeptAbout }) {
  const { t } = useWords()
  const { instant } = useFormats()
  const parts = Map.groupBy(kept.parts, ({ part }) => part)
  return (
    <div className="flex max-w-200 flex-col gap-4">
      <p className="text-ink-2">{t('privacy.read.of', { when: instant(kept.exportedAt) })}</p>
      {[...parts].map(([part, tables]) => (
        <Part key={part} part={part} tables={tables} kept={kept} />
      ))}
      <p className="text-ink-3 print:hidden">{t('privacy.read.file')}</p>
    </div>
  )
}

const firstShown = 20

interface PartProps {
  readonly part: KeptPart
  readonly tables: KeptAbout['parts']
  readonly kept: KeptAbout
}

function Part({ part, tables, kept }: PartProps) {
  const { t } = useWords()
  const heading = useId()
  const read = useRowReader(kept)
  const [isWhole, setWhole] = useState(false)
  const entries = tables
    .flatMap(({ table, rows }) => rows.map((row) => read(table, row)))
    // That they were there is told by what they were at.
    .filter(({ lines, named }) => lines.length + named.length > 0)
  entries.sort((one, other) => (one.at ?? '').localeCompare(other.at ?? ''))
  return (
    <section
      aria-labelledby={heading}
      className="card flex min-w-0 flex-col gap-2 p-4 print:border-0 print:p-0 print:shadow-none"
    >
      <div className="flex items-baseline justify-between gap-3 border-b border-line pb-1">
        <h2 id={heading} className="font-semibold">
          {t(`privacy.part.${part}`)}
        </h2>
        <span className="text-12 text-ink-3 tabular-nums">{t('privacy.read.entries', { count: entries.length })}</span>
      </div>
      <ul className="flex flex-col divide-y divide-line">
        {entries.map(({ key, when, lines, named }, at) => (
          <li
            key={key}
            className={`grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-0.5 py-1.5 wide:grid ${isWhole || at < firstShown ? '' : 'hidden print:grid'}`}
          >
            <span className="text-12 text-ink-3">{when}</span>
            <span className="flex min-w-0 flex-col">
              {lines.map((line) => (
                <span key={line} className="whitespace-pre-line [overflow-wrap:anywhere]">
                  <bdi>{line}</bdi>
                </span>
              ))}
              {named.length > 0 && (
                <span className="text-12 text-ink-3">
                  <bdi>{named.join(' · ')}</bdi>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {!isWhole && entries.length > firstShown && (
        <Button variant="quiet" className="self-start print:hidden" onPress={() => setWhole(true)}>
          {t('privacy.read.more', { count: entries.length - firstShown })}
        </Button>
      )}
    </section>
  )
}
