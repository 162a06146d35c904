import type { Deal } from '../../contract/deals.ts'
import type { Stage } from '../../contract/process.ts'
import { stageColour, stageHue } from '../charts/stage-colour.ts'
import { dayOf, daysBetween } from '../people/day-of.ts'
import { useToday } from '../people/use-today.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Badge, Day, Dot, Tooltip, cx, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { useDealActs } from './deal-acts.tsx'
import { UsualTime } from './usual-time.tsx'

interface StagePathProps {
  readonly deal: Deal
  readonly stages: readonly Stage[]
  /** With room, each stage has its name below. */
  readonly isNamed: boolean
}

/** The way through the process: the stages passed, the one where the deal stands, those to come; a press moves it. */
export function StagePath({ deal, stages, isNamed }: StagePathProps) {
  const { t } = useWords()
  const acts = useDealActs()
  const mayMove = useRight('deals.work') && deal.outcome === 'open'
  const sales = stages.filter(({ phases }) => !phases.includes('care') || deal.stage.position >= stages.length)
  const colour = (index: number) => stageColour(stageHue(index, stages.length))
  const at = stages.findIndex(({ id }) => id === deal.stage.id)
  return (
    <div className="flex flex-col gap-1">
      <ol aria-label={t('deals.path.title')} className="flex gap-1">
        {sales.map((stage, index) => (
          <li key={stage.id} className="min-w-0 flex-1" aria-current={index === at ? 'step' : undefined}>
            <Tooltip text={stage.name}>
              <button
                type="button"
                disabled={!mayMove || index === at}
                onClick={() => acts.move(deal, stage)}
                aria-label={
                  index === at
                    ? t('deals.path.here', { stage: stage.name })
                    : t('deals.gate.move', { stage: stage.name })
                }
                className="group flex min-h-6 w-full cursor-pointer flex-col justify-center gap-1 rounded-1 text-start disabled:cursor-default"
              >
                <span aria-hidden className="flex h-2.5 items-center">
                  <span
                    style={index <= at ? { background: colour(index) } : undefined}
                    className={cx(
                      'h-1.5 w-full rounded-full transition-opacity group-hover:not-group-disabled:opacity-60',
                      index > at && 'bg-line',
                      index === at && 'h-2.5',
                    )}
                  />
                </span>
                {isNamed && (
                  <span
                    className={cx('truncate text-12 max-tablet:hidden', index === at ? 'font-semibold' : 'text-ink-3')}
                  >
                    <bdi>{stage.name}</bdi>
                  </span>
                )}
              </button>
            </Tooltip>
          </li>
        ))}
      </ol>
      <Standing deal={deal} colour={at < 0 ? undefined : colour(at)} isNamed={!isNamed} />
      {deal.outcome === 'open' && <UsualTime deal={deal} />}
    </div>
  )
}

const tones = { open: 'accent', won: 'ok', lost: 'bad', disqualified: 'plain', not_now: 'warn' } satisfies Record<
  Deal['outcome'],
  Tone
>

/** The same in words: stage (unless the path names it) and stay, or how and when it ended. */
function Standing({ deal, colour, isNamed }: { deal: Deal; colour: string | undefined; isNamed: boolean }) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  const today = useToday()
  const days = Math.max(0, daysBetween(dayOf(deal.stageEnteredAt, timeZone), today))
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {deal.outcome === 'open' ? (
        <>
          <span className={cx('inline-flex items-center gap-2', !isNamed && 'tablet:hidden')}>
            {colour && <Dot colour={colour} />}
            <bdi className="font-semibold">{deal.stage.name}</bdi>
          </span>
          <span className="text-ink-3">{t('deals.card.days-in-stage', { days })}</span>
        </>
      ) : (
        <>
          <Badge tone={tones[deal.outcome]}>{t(`codes.outcome.${deal.outcome}`)}</Badge>
          {deal.endedAt && (
            <span className="text-ink-2">
              {deal.lengthDays === null ? (
                <Day value={dayOf(deal.endedAt, timeZone)} style="long" />
              ) : (
                t('facts.undated.took', { days: deal.lengthDays })
              )}
            </span>
          )}
          {deal.comeBackOn && <ComeBackOn day={deal.comeBackOn} isDue={deal.comeBackOn <= today} />}
        </>
      )}
    </p>
  )
}

function ComeBackOn({ day, isDue }: { day: string; isDue: boolean }) {
  const { t } = useWords()
  return (
    <span className={isDue ? 'font-medium text-bad' : 'text-ink-2'}>
      {t('deals.path.come-back')} <Day value={day} />
    </span>
  )
}
