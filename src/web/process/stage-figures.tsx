import type { ReactNode } from 'react'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs'
import type { MapStage, TargetVerdict } from '../../contract/process-map.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { cx, useFormats, useWords } from '../ui/index.ts'
import { StageLink } from './stage-link.tsx'

interface StageFiguresProps {
  readonly stage: MapStage
  readonly currency: string
}

/** How a stage goes: time, share and number with their targets, then what was done in it and what it took. */
export function StageFigures({ stage, currency }: StageFiguresProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const { days, share, daysRange, shareRange } = useEstimateWords()
  const { key, name, duration, conversion, perMonth, open, reached, targets } = stage
  const { median } = duration
  return (
    <div className="mt-auto flex flex-col gap-3 border-t border-line pt-3">
      <dl className="grid grid-cols-3 gap-3">
        <Cell name={t('processes.figure.median')} range={daysRange(median)} target={targets.duration} kind="days">
          {median.value === null ? '–' : <bdi>{days(median.value)}</bdi>}
        </Cell>
        <Cell
          name={t('processes.figure.goes-on')}
          range={shareRange({ ...conversion, value: conversion.estimate })}
          target={targets.conversion}
          kind="share"
        >
          {conversion.estimate === null ? (
            '–'
          ) : (
            <StageLink part="advanced" stage={key} label={`${name}: ${t('insights.part.advanced')}`}>
              {share(conversion.estimate)}
            </StageLink>
          )}
        </Cell>
        <Cell name={t('processes.figure.open')}>
          <StageLink part="in_stage" stage={key} label={`${name}: ${t('insights.part.in_stage')}`}>
            {number(open)}
          </StageLink>
        </Cell>
      </dl>
      <dl className="flex flex-col gap-1 text-12">
        <Row name={t('insights.funnel.reached')}>
          <StageLink part="reached" stage={key} label={`${name}: ${t('insights.part.reached')}`}>
            {number(reached)}
          </StageLink>
          {stage.skipped > 0 && (
            <>
              {' · '}
              <StageLink part="skipped" stage={key} label={`${name}: ${t('insights.part.skipped')}`}>
                {t('processes.map.skipped', { count: stage.skipped })}
              </StageLink>
            </>
          )}
        </Row>
        <Row name={t('processes.map.per-month')}>
          <bdi>{number(perMonth.estimate ?? 0, 1)}</bdi>
          {targets.deals && <Verdict kind="deals" {...targets.deals} />}
        </Row>
        {duration.p80.value !== null && <Row name={t('processes.map.p80')}>{days(duration.p80.value)}</Row>}
        <Done stage={stage} />
        <Effort stage={stage} currency={currency} />
      </dl>
    </div>
  )
}

/** What was planned for a deal in this stage, and what was done while deals were in it. */
function Done({ stage: { activities, entered } }: Pick<StageFiguresProps, 'stage'>) {
  const { t } = useWords()
  const { number } = useFormats()
  const { planned, touches, steps, notes, criteria } = activities
  if (planned + touches + steps + notes + criteria === 0) return null
  return (
    <>
      {(planned > 0 || touches > 0) && (
        <Row name={t('processes.map.contacts')}>
          {t('processes.map.contacts.value', {
            done: number(entered === 0 ? 0 : touches / entered, 1),
            planned: number(planned),
          })}
        </Row>
      )}
      <Row name={t('processes.map.done')}>{t('processes.map.done.value', { touches, steps, notes, criteria })}</Row>
    </>
  )
}

/** What a deal took: hours, money, and what it would bring if one more in a hundred went on. */
function Effort({ stage: { activities, costMinor, gain, entered }, currency }: StageFiguresProps) {
  const { t } = useWords()
  const { number, money } = useFormats()
  const { minutes, timed, touches } = activities
  return (
    <>
      {timed > 0 && entered > 0 && (
        <Row name={t('processes.map.hours')}>
          <bdi>{number(minutes / 60 / entered, 1)}</bdi>{' '}
          <span className="text-ink-2">{t('processes.map.hours.of', { timed, touches })}</span>
        </Row>
      )}
      {costMinor !== null && (
        <Row name={t('processes.map.cost')}>
          <bdi>{money({ minor: Math.round(costMinor), currency })}</bdi>
        </Row>
      )}
      {gain.wins !== null && gain.wins > 0 && (
        <Row name={t('processes.map.gain')}>
          {t('processes.map.gain.value', {
            wins: number(gain.wins * 12, 1),
            money: gain.minor === null ? null : money({ minor: Math.round(gain.minor * 12), currency }, 'compact'),
          })}
        </Row>
      )}
    </>
  )
}

type TargetKind = 'days' | 'share' | 'deals'

interface CellProps {
  readonly name: string
  readonly range?: string
  readonly target?: { readonly target: number; readonly verdict: TargetVerdict } | null
  readonly kind?: TargetKind
  readonly children: ReactNode
}

function Cell({ name, range, target, kind, children }: CellProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-11 text-ink-2">{name}</dt>
      <dd>
        <span className="font-semibold">{children}</span>
        {range && <span className="block text-11 text-ink-2">{range}</span>}
        {target && kind && <Verdict kind={kind} {...target} />}
      </dd>
    </div>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 text-end">{children}</dd>
    </div>
  )
}

interface VerdictProps {
  readonly kind: TargetKind
  readonly target: number
  readonly verdict: TargetVerdict
}

/** A target, and whether it is met: by a mark and by words, never by colour alone. */
export function Verdict({ kind, target, verdict }: VerdictProps) {
  const { t } = useWords()
  const { icon: Glyph, tone } = looks[verdict]
  return (
    <span className={cx('flex items-start gap-1 text-11', tone)}>
      <Glyph size={12} stroke={2} className="mt-0.75 shrink-0" />
      <span>
        {useTargetText()(kind, target)} <span className="sr-only">{t('processes.map.verdict', { verdict })}</span>
      </span>
    </span>
  )
}

/** "Target 10 days": what is to be reached, in words. */
function useTargetText(): (kind: TargetKind, target: number) => string {
  const { t } = useWords()
  const { percent } = useFormats()
  return (kind, target) => {
    if (kind === 'days') return t('processes.figure.target-days', { days: target })
    if (kind === 'share') return t('processes.figure.target-share', { share: percent(target) })
    return t('processes.figure.target-deals', { deals: target })
  }
}

const looks = {
  met: { icon: IconCheck, tone: 'text-ok' },
  missed: { icon: IconAlertTriangle, tone: 'text-warn' },
  open: { icon: IconHourglass, tone: 'text-ink-2' },
} as const satisfies Record<TargetVerdict, object>
