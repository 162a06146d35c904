import type { AuditFinding } from '../../contract/process-audits.ts'
import { type EstimateWords, useEstimateWords } from '../measurement/estimate-words.ts'
import { isolated } from '../../words/isolate.ts'
import { useFormats, useWords } from '../ui/index.ts'

type Found<Kind extends AuditFinding['finding']> = Extract<AuditFinding, { finding: Kind }>

interface Speech extends EstimateWords, Pick<ReturnType<typeof useFormats>, 'number' | 'percent' | 'money'> {
  readonly t: ReturnType<typeof useWords>['t']
  readonly currency: string
}

/** A finding in sentences; what people typed keeps its own direction. */
export function useFindingWords(currency: string): (finding: AuditFinding) => string[] {
  const { t } = useWords()
  const speech: Speech = { t, currency, ...useFormats(), ...useEstimateWords() }
  return (finding) => {
    switch (finding.finding) {
      case 'leakiest':
        return leakiest(finding, speech)
      case 'slowest':
        return slowest(finding, speech)
      case 'dead':
        return dead(finding, speech)
      case 'adherence':
        return adherence(finding, speech)
      case 'drift':
        return drift(finding, speech)
      case 'effort':
        return effort(finding, speech)
    }
  }
}

function leakiest({ name, conversion, n, wins, minor }: Found<'leakiest'>, speech: Speech): string[] {
  const { t, share, shareInterval, number, money, currency } = speech
  const about = minor === null ? null : money({ minor: Math.round(minor * 12), currency }, 'compact')
  return [
    t('processes.audit.leakiest', { stage: isolated(name), share: share(conversion.estimate), n }),
    shareInterval({ ...conversion, value: conversion.estimate }),
    t('processes.audit.leakiest.gain', { wins: number(wins * 12, 1), money: about }),
  ]
}

function slowest(
  { name, median, n, fewerOpen, asSlow = [] }: Found<'slowest'>,
  { t, days, daysInterval, daysRange, number }: Speech,
): string[] {
  return [
    t('processes.audit.slowest', { stage: isolated(name), days: days(median.value), n }),
    daysInterval(median),
    ...asSlow.map((other) =>
      t('processes.audit.slowest.unsure', {
        stage: isolated(other.name),
        days: days(other.median.value),
        range: daysRange(other.median),
      }),
    ),
    t('processes.audit.slowest.gain', { fewer: number(fewerOpen, 1) }),
  ]
}

function dead({ name, days, open }: Found<'dead'>, { t }: Speech): string[] {
  const stage = isolated(name)
  return [
    days === null ? t('processes.audit.dead.never', { stage }) : t('processes.audit.dead', { stage, days }),
    t('processes.audit.dead.open', { open }),
  ]
}

function adherence(finding: Found<'adherence'>, { t, percent }: Speech): string[] {
  const { moves, clean, overridden, skipped, reached } = finding
  return [
    t('processes.audit.adherence', { moves, clean, share: percent(clean / moves) }),
    t('processes.audit.adherence.more', { overridden, skipped, reached }),
  ]
}

function drift({ from, to, n, won, byDay, pValue }: Found<'drift'>, { t, share }: Speech): string[] {
  const verdict = pValue === null ? 'few' : pValue < 0.05 ? 'differs' : 'chance'
  const shares = { before: share(won.before.estimate), after: share(won.after.estimate) }
  return [
    t('processes.audit.drift', { from, to, ...shares, days: byDay, first: n.before, second: n.after }),
    t('processes.audit.drift.verdict', { verdict }),
  ]
}

function effort({ name, days, by, done, all, withoutWin, timed, touches }: Found<'effort'>, speech: Speech): string[] {
  const { t, percent } = speech
  return [
    t(`processes.audit.effort.${by}`, {
      stage: isolated(name),
      share: percent(done / all),
      lost: percent(withoutWin / all),
    }),
    t('processes.audit.effort.known', { days, timed, touches }),
  ]
}
