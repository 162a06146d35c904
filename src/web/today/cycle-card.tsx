import { Link } from '@tanstack/react-router'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Wheel as WheelFigures } from '../../contract/measurement.ts'
import { Wheel, WheelCentre, stageHue } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useNewDeal } from '../shell/new-deal.ts'
import { useAddress, useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, Percent, useFormats, useWords } from '../ui/index.ts'
import { useOfProcess } from './of-process.ts'
import type { OfProcess } from './of-process.ts'

const radius = 176

/**
 * The cycle as it stands: where the deals are, how long the way takes, how often it ends in a signature. An arc opens its stage on the board; care, whose
 * deals are won and on no board, opens them in the insights.
 */
export function CycleCard({ figures, process }: { figures: WheelFigures; process: string | undefined }) {
  const { t } = useWords()
  const go = useGo()
  const { stages } = figures
  const of = useOfProcess(figures.processId)
  const isEmpty = stages.every(({ count }) => count === 0)
  return (
    <section aria-label={t('today.wheel')} className="card flex min-w-0 flex-col justify-center gap-4 p-4">
      <Wheel
        label={t('today.wheel')}
        maximumRadius={radius}
        stages={stages.map(({ key, name, count, timeInStage }, index) => ({
          key,
          name,
          count,
          medianDays: timeInStage.value,
          hue: stageHue(index, stages.length),
        }))}
        centre={isEmpty ? <BeginHere /> : <Centre figures={figures} />}
        onOpen={({ key }) => {
          if (stages.find((stage) => stage.key === key)?.isCare) go('insights', { ...of, part: 'closed_won' })
          else go('board', { ...(process ? { process } : {}), stage: key })
        }}
      />
      {isEmpty ? <FirstDealButtons /> : <Below figures={figures} of={of} />}
    </section>
  )
}

function Centre({ figures: { cycle, winRate } }: { figures: WheelFigures }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { value } = cycle.median
  return (
    <WheelCentre
      figure={<bdi className="text-[44px] leading-none">{value === null ? '–' : number(value, 0)}</bdi>}
      unit={value === null ? t('today.centre.unknown') : t('today.centre.days', { days: Math.round(value) })}
      note={
        winRate.estimate !== null && (
          <>
            <b className="text-15 font-semibold text-ink">
              <Percent value={winRate.estimate} />
            </b>{' '}
            {t('today.centre.won', { days: winRate.byDay })}
          </>
        )
      }
    />
  )
}

function BeginHere() {
  const { t } = useWords()
  return <p className="text-balance text-ink-2">{t('today.empty')}</p>
}

interface BelowProps {
  readonly figures: WheelFigures
  readonly of: OfProcess
}

/** The two numbers in the middle with their intervals, and what the board needs. */
function Below({ figures: { cycle, winRate, openDeals, withoutNextStep }, of }: BelowProps) {
  const { t } = useWords()
  const { days, share, daysInterval, shareInterval } = useEstimateWords()
  const address = useAddress()
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-6 gap-y-1 text-center text-12 text-ink-2">
      {cycle.median.value !== null && (
        <Link to={address('insights')} search={of} hash="cycle-length" className="hover:text-accent">
          {t('today.below.cycle', { n: cycle.n, days: days(cycle.median.value) })} {daysInterval(cycle.median)}
        </Link>
      )}
      {winRate.estimate !== null && (
        <Link
          to={address('insights')}
          search={{ ...of, by_day: winRate.byDay }}
          hash="win-rate"
          className="hover:text-accent"
        >
          {t('today.below.won', { share: share(winRate.estimate), days: winRate.byDay })}{' '}
          {shareInterval({ value: winRate.estimate, low: winRate.low, high: winRate.high })}
        </Link>
      )}
      <Link to={address('board')} search={of} className="hover:text-accent">
        {t('today.below.open', { count: openDeals })}{' '}
        {withoutNextStep > 0 && (
          <span className="font-medium text-warn">{t('today.below.nothing-planned', { count: withoutNextStep })}</span>
        )}
      </Link>
    </div>
  )
}

/** The two ways to the first deal. */
function FirstDealButtons() {
  const { t } = useWords()
  const go = useGo()
  const newDeal = useNewDeal()
  const mayImport = useRight('imports.run')
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {newDeal.isOffered && (
        <Button variant="primary" icon={IconPlus} onPress={newDeal.open}>
          {t('today.empty.add')}
        </Button>
      )}
      {mayImport && (
        <Button icon={IconFileImport} onPress={() => go('import')}>
          {t('today.empty.import')}
        </Button>
      )}
    </div>
  )
}
