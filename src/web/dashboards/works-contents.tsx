import type { Beside } from '../../contract/what-works.ts'
import { DefaultProcess } from '../measurement/default-process.tsx'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Lacks } from '../measurement/lacks.tsx'
import { kindsByName } from '../measurement/objection-kinds.ts'
import { Headline } from '../measurement/parts.tsx'
import { useClosingSignals } from '../measurement/queries.ts'
import { useObjectionFigures, usePlaybookFigures, useTrialFigures } from '../measurement/what-works-queries.ts'
import { BesideSentence, sides } from '../measurement/what-works-parts.tsx'
import { useFormats, useWords } from '../ui/index.ts'
import { CardLines, useShareLine } from './card-lines.tsx'
import { Awaited, Counted, type Narrowed } from './card-parts.tsx'

interface ContentProps {
  readonly filters: Narrowed
}

interface ByDayProps extends ContentProps {
  readonly byDay: number
}

/** After which signal the deals were won, and how many of them early. */
export function SignalsContent({ filters }: ContentProps) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const line = useShareLine()
  const { data: found, ...query } = useClosingSignals(filters)
  return (
    <Awaited query={query}>
      {found?.won === 0 && <Lacks lacks={[{ text: t('insights.signals.unknown') }]} />}
      {found && found.won > 0 && (
        <>
          <Headline
            figure={share(found.early.estimate)}
            interval={shareInterval({ ...found.early, value: found.early.estimate })}
          >
            {t('insights.signals.early-sentence', { early: found.early.count, won: found.won })}
          </Headline>
          <CardLines
            label={t('insights.signals.by-signal')}
            lines={found.signals.map(({ signal, count, ...of }) => ({
              key: signal,
              name: t(`codes.signal.${signal}`),
              note: t('insights.signals.wins', { count }),
              ...line(of),
            }))}
          />
        </>
      )}
      {found && (
        <Counted asOf={found.asOf}>
          {t('insights.n', { n: found.n })}
          <DefaultProcess chosen={filters.process} />
        </Counted>
      )}
    </Awaited>
  )
}

/** How deals are won after an objection and without one, and how the kinds of objections are overcome. */
export function ObjectionsContent({ filters, byDay }: ByDayProps) {
  const { t } = useWords()
  const line = useShareLine()
  const { data: found, ...query } = useObjectionFigures(filters, byDay)
  return (
    <Awaited query={query}>
      {found && (
        <>
          <BesideCard beside={found.signal} of="objection" />
          <CardLines
            label={t('insights.works.overcome')}
            lines={kindsByName(found, t).map(({ key, name, raised, overcomeShare }) => ({
              key,
              name,
              note: `${t('insights.works.raised')}: ${raised}`,
              ...line(overcomeShare),
            }))}
          />
          <Counted asOf={found.asOf}>{t('insights.n', { n: found.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}

/** How deals are won after something to try, and without it. */
export function TrialsContent({ filters, byDay }: ByDayProps) {
  const { t } = useWords()
  const line = useShareLine()
  const { data: found, ...query } = useTrialFigures(filters, byDay)
  return (
    <Awaited query={query}>
      {found && (
        <>
          <BesideCard beside={found.observed} of="trial" />
          <CardLines
            label={t('insights.works.won-after', { days: byDay })}
            lines={found.kinds.map(({ kind, deals, wonAfter }) => ({
              key: kind,
              name: t(`codes.trial-kind.${kind}`),
              note: t('insights.n', { n: deals }),
              ...line(wonAfter),
            }))}
          />
          <Counted asOf={found.asOf}>{t('insights.n', { n: found.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}

/** How much of what must be asked was asked, and in which stage. */
export function PlaybookContent({ filters }: ContentProps) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const line = useShareLine()
  const { data: found, ...query } = usePlaybookFigures(filters)
  const { asked, prescribed = 0 } = found ?? {}
  return (
    <Awaited query={query}>
      {found && prescribed === 0 && <Lacks lacks={[{ text: t('insights.works.playbook.none') }]} />}
      {found && asked && prescribed > 0 && (
        <>
          <Headline figure={share(asked.estimate)} interval={shareInterval({ ...asked, value: asked.estimate })}>
            {t('insights.works.playbook.sentence', { asked: asked.count, prescribed })}
          </Headline>
          <CardLines
            label={t('insights.works.asked')}
            lines={found.stages.map((stage) => ({
              key: stage.key,
              name: stage.name,
              note: `${t('insights.works.went-on')}: ${stage.deals}`,
              ...line(stage.asked),
            }))}
          />
        </>
      )}
      {found && (
        <Counted asOf={found.asOf}>
          {t('insights.n', { n: found.n })}
          <DefaultProcess chosen={filters.process} />
        </Counted>
      )}
    </Awaited>
  )
}

/** After it and without it, and whether that is more than chance. */
function BesideCard({ beside, of }: { beside: Beside; of: 'objection' | 'trial' }) {
  const { t } = useWords()
  const { number } = useFormats()
  const lines = sides.map((side) => {
    const { n, won, expected } = beside[side]
    return {
      key: side,
      name: t(`insights.works.${of}.${side}`),
      note: t('insights.n', { n }),
      text: t('insights.works.won-expected', { won, expected: number(expected) }),
    }
  })
  return (
    <>
      <CardLines label={t('insights.works.pace')} lines={lines} />
      <BesideSentence beside={beside} className="text-12 text-ink-2" />
    </>
  )
}
