import {
  claimProspect,
  dropProspect,
  gradeProspect,
  returnProspect,
  setAsideProspect,
  unclaimProspect,
} from '../../contract/prospects.ts'
import type { Grade, Prospect } from '../../contract/prospects.ts'
import type { disqualifyReasons } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { useDealSaved } from '../deals/deal-query.ts'
import { useFormats, useWords } from '../ui/index.ts'
import type { ProspectFilters } from './prospects-query.ts'
import { useAct } from './use-act.ts'

interface Heard {
  /** The deal of a claim; null when the claim is taken back. */
  readonly onDeal: (dealId: string | null) => void
  /** Whom an act was taken back for. */
  readonly onUndone: (id: string) => void
}

/** What one does with prospects. */
export function useTriage(filters: ProspectFilters, { onDeal, onUndone }: Heard) {
  const { t } = useWords()
  const { day } = useFormats()
  const saved = useDealSaved()
  const { done, act, undo } = useAct(filters, onUndone)
  const claim = (prospect: Prospect) =>
    act(without(prospect), async () => {
      const params = { id: prospect.id }
      const { deal, joined } = await call(claimProspect, { params, body: {} })
      saved(deal)
      onDeal(deal.id)
      const back = async () => {
        await call(unclaimProspect, { params })
        onDeal(null)
      }
      const text = t(joined ? 'prospects.toast.joined' : 'prospects.toast.claimed', { name: prospect.name })
      return { id: prospect.id, text, back: joined ? null : back, counts: true }
    })
  const setAside = (prospect: Prospect, until: string, note: string) =>
    act(without(prospect), async () => {
      await call(setAsideProspect, { params: { id: prospect.id }, body: { until, ...(note ? { note } : {}) } })
      const text = t('prospects.toast.set-aside', { name: prospect.name, day: day(until) })
      return { id: prospect.id, text, back: () => restore(prospect), counts: true }
    })
  const drop = (prospect: Prospect, reason: (typeof disqualifyReasons)[number], note: string) =>
    act(without(prospect), async () => {
      await call(dropProspect, { params: { id: prospect.id }, body: { reason, ...(note ? { note } : {}) } })
      return {
        id: prospect.id,
        text: t('prospects.toast.dropped', { name: prospect.name }),
        back: () => restore(prospect),
        counts: true,
      }
    })
  const grade = (prospect: Prospect, next: Grade | null) =>
    act(graded(prospect, next), async () => {
      const params = { id: prospect.id }
      await call(gradeProspect, { params, body: { grade: next } })
      const back = () => call(gradeProspect, { params, body: { grade: prospect.grade } })
      const text = t('prospects.toast.graded', { name: prospect.name, grade: next ?? 'none' })
      return { id: prospect.id, text, back, counts: false }
    })
  const giveBack = (prospect: Prospect) =>
    act(without(prospect), async () => {
      await call(returnProspect, { params: { id: prospect.id } })
      return {
        id: prospect.id,
        text: t('prospects.toast.returned', { name: prospect.name }),
        back: () => restore(prospect),
        counts: false,
      }
    })
  return { done, undo, claim, setAside, drop, grade, giveBack }
}

function without({ id }: Prospect) {
  return (rows: readonly Prospect[]) => rows.filter((row) => row.id !== id)
}

function graded({ id }: Prospect, grade: Grade | null) {
  return (rows: readonly Prospect[]) => rows.map((row) => (row.id === id ? { ...row, grade } : row))
}

/** Puts a prospect back to how it was shown. */
function restore({ id, state, setAsideUntil, dropReason, note }: Prospect): Promise<unknown> {
  const params = { id }
  if (state === 'set_aside' && setAsideUntil !== null)
    return call(setAsideProspect, { params, body: { until: setAsideUntil, note } })
  if (state === 'dropped' && dropReason !== null)
    return call(dropProspect, { params, body: { reason: dropReason, note } })
  return call(returnProspect, { params })
}
