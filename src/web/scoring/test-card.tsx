import type { ReactNode } from 'react'
import type { ScoreReport } from '../../contract/scoring.ts'
import { Bars } from '../charts/index.ts'
import { range } from '../../words/isolate.ts'
import { Card, useFormats, useWords } from '../ui/index.ts'
import { ReliabilityPlot } from './reliability-plot.tsx'

/** How a fitted score did on cases that it had not seen: how well it parts them, and whether it keeps its word. */
export function TestCard({ report, number: version }: { report: ScoreReport; number: number }) {
  const { t } = useWords()
  const { number, percent, day } = useFormats()
  const { area, brier, tested, trained, split, partedAt, penalty, reliability, lift, calibrationError } = report
  const limits = area.low === null || area.high === null ? '' : range(number(area.low, 3), number(area.high, 3))
  return (
    <Card title={t('scoring.test', { number: version })}>
      <dl className="grid grid-cols-2 gap-4 tablet:grid-cols-4">
        <Figure title={t('scoring.area')} note={limits}>
          {area.estimate === null ? '–' : number(area.estimate, 3)}
        </Figure>
        <Figure
          title={t('scoring.brier')}
          note={t('scoring.brier.base', { base: brier.base === null ? '–' : number(brier.base, 3) })}
        >
          {brier.score === null ? '–' : number(brier.score, 3)}
        </Figure>
        <Figure title={t('scoring.off')} note={t('scoring.off.note')}>
          {calibrationError === null ? '–' : percent(calibrationError, 1)}
        </Figure>
        <Figure title={t('scoring.tested')} note={t('scoring.trained', { n: trained.n })}>
          {number(tested.n)}
        </Figure>
      </dl>
      <p className="text-ink-2">
        {t(split === 'later' ? 'scoring.split.later' : 'scoring.split.chance', {
          day: partedAt === null ? '' : day(partedAt),
        })}{' '}
        {t('scoring.area.what', { area: area.estimate === null ? '–' : percent(area.estimate) })}
      </p>
      <div className="grid gap-6 desktop:grid-cols-2">
        <Part title={t('scoring.reliability')}>
          <ReliabilityPlot reliability={reliability} />
        </Part>
        <Part title={t('scoring.lift')}>
          <Bars
            label={t('scoring.lift')}
            nameTitle={t('scoring.lift.tenth')}
            valueTitle={t('scoring.lift.won')}
            maximum={1}
            bars={lift.map(({ n, won, share: { estimate, low, high }, lift: times }, at) => ({
              key: String(at),
              name: t('scoring.lift.name', { at: at + 1 }),
              value: estimate ?? 0,
              ...(low === null || high === null ? {} : { low, high }),
              text: percent(estimate ?? 0),
              note: times === null ? `${won}/${n}` : t('scoring.lift.times', { times: number(times, 1) }),
            }))}
          />
        </Part>
      </div>
      <p className="text-12 text-ink-3">{t('scoring.method', { penalty: number(penalty) })}</p>
    </Card>
  )
}

function Figure({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-12 text-ink-2">{title}</dt>
      <dd className="text-24 leading-8 font-semibold">
        <bdi>{children}</bdi>
        <span className="block text-12 font-normal text-ink-2">
          <bdi>{note}</bdi>
        </span>
      </dd>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  )
}
