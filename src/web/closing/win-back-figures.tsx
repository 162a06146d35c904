import { useState } from 'react'
import type { WinBackFigure } from '../../contract/closing-figures.ts'
import { listWinBacks } from '../../contract/closing-figures.ts'
import { call } from '../api.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Headline } from '../measurement/parts.tsx'
import { Button, EmptyState, useFormats, useWords } from '../ui/index.ts'
import { DealsDialog } from './deals-dialog.tsx'

/** How many of those lost come back and are won, and after how long. */
export function WinBackFigures({ found }: { found: WinBackFigure }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { share, shareInterval, days, daysInterval } = useEstimateWords()
  const [isOpen, setIsOpen] = useState(false)
  const { n, wonBack, cameBack, delay, byDay, tracks } = found
  if (n === 0) return <EmptyState>{t('closing.figures.win-backs.none')}</EmptyState>
  return (
    <>
      <div className="grid gap-6 tablet:grid-cols-3">
        <Headline figure={share(wonBack.estimate)} interval={shareInterval({ ...wonBack, value: wonBack.estimate })}>
          {t('closing.figures.won-back', { count: wonBack.count, days: byDay })}
        </Headline>
        <Headline figure={share(cameBack.estimate)} interval={shareInterval({ ...cameBack, value: cameBack.estimate })}>
          {t('closing.figures.came-back', { count: cameBack.count, days: byDay })}
        </Headline>
        <Headline figure={days(delay.value)} interval={daysInterval(delay)}>
          {t('closing.figures.delay')}
        </Headline>
      </div>
      <p>
        {t('closing.figures.tracks', {
          verdict: tracks.verdict,
          on: share(tracks.on.won.estimate),
          off: share(tracks.off.won.estimate),
          onCount: tracks.on.n,
          offCount: tracks.off.n,
        })}
      </p>
      {cameBack.count > 0 && (
        <Button onPress={() => setIsOpen(true)} className="self-start">
          {t('closing.figures.win-backs.open')}
        </Button>
      )}
      <p className="text-12 text-ink-2">
        {t('insights.n', { n })} · {t('insights.as-of', { day: day(found.asOf) })} · {t('measurement.method.win_backs')}
      </p>
      {isOpen && <WinBacksBehind onClose={() => setIsOpen(false)} />}
    </>
  )
}

function WinBacksBehind({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const { day } = useFormats()
  return (
    <DealsDialog
      title={t('closing.figures.win-backs.open')}
      onClose={onClose}
      read={async (after) => {
        const { items, next } = await call(listWinBacks, { query: after ? { after } : {} })
        const shown = items.map(({ deal, next: newer, endedOn, backOn, outcome }) => ({
          key: newer.id,
          dealId: deal.id,
          name: deal.name,
          note: `${day(endedOn)} – ${day(backOn)} · ${t(`codes.outcome.${outcome}`)}`,
        }))
        return { items: shown, next }
      }}
    />
  )
}

/** The same as cells, for the table that is taken away. */
export function winBackTable(
  { wonBack, cameBack, delay, byDay, n, asOf }: WinBackFigure,
  t: (id: string, values?: Record<string, unknown>) => string,
): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    ['', t('insights.column.value'), ...bounds],
    [t('closing.figures.won-back', { count: wonBack.count, days: byDay }), wonBack.estimate, wonBack.low, wonBack.high],
    [
      t('closing.figures.came-back', { count: cameBack.count, days: byDay }),
      cameBack.estimate,
      cameBack.low,
      cameBack.high,
    ],
    [t('closing.figures.delay'), delay.value, delay.low, delay.high],
    [],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
