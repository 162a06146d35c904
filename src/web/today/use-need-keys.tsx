import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { planNextStep } from '../../contract/deals.ts'
import { giveAnswer } from '../../contract/outreach.ts'
import type { Need } from '../../contract/today.ts'
import { call } from '../api.ts'
import { daysOffQuery, offAmong } from '../outreach/days-off.ts'
import { afterWorkingDays } from '../outreach/proposal.ts'
import { useToday } from '../people/use-today.ts'
import { useRight } from '../shell/session.ts'
import { focusBeside, rowInFocus, toast, useProblemWords, useShortcut, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'

const LogDialog = lazy(() =>
  withWords(async () => ({ default: (await import('../outreach/log-dialog.tsx')).LogDialog })),
)

/** What one does with a line of the day. */
export interface NeedActs {
  readonly mayWork: boolean
  readonly log: (need: Need) => void
  readonly later: (need: Need) => void
  readonly answered: (need: Need) => void
  readonly dialog: ReactNode
}

/** The day by keyboard: J and K go down and up, L logs a touch with the deal in focus, S puts its step off, A says it was answered. */
export function useNeedKeys(list: RefObject<HTMLUListElement | null>, items: readonly Need[]): NeedActs {
  const { t } = useWords()
  const acts = useActs()
  const rests = !acts.mayWork || items.length === 0
  /** The one in focus; the first where none is. */
  const current = () => {
    const name = rowInFocus()
    return items.find(({ kind, id }) => `${kind} ${id}` === name) ?? items[0]
  }
  const withCurrent = (act: (need: Need) => void, kind?: Need['kind']) => () => {
    const need = current()
    if (need && (kind === undefined || need.kind === kind)) act(need)
  }
  useShortcut({ keys: 'J', label: t('deals.key.next'), run: () => focusBeside(list.current, 1) })
  useShortcut({ keys: 'K', label: t('deals.key.previous'), run: () => focusBeside(list.current, -1) })
  useShortcut({ keys: 'L', label: t('outreach.log'), run: withCurrent(acts.log), isDisabled: rests })
  useShortcut({ keys: 'S', label: t('today.act.later'), run: withCurrent(acts.later, 'step'), isDisabled: rests })
  useShortcut({
    keys: 'A',
    label: t('today.act.answered'),
    run: withCurrent(acts.answered, 'answer'),
    isDisabled: rests,
  })
  return acts
}

function useActs(): NeedActs {
  const { t } = useWords()
  const today = useToday()
  const say = useProblemWords()
  const queries = useQueryClient()
  const mayWork = useRight('deals.work')
  const [logged, setLogged] = useState<Need | null>(null)
  const readAnew = () => queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const plan = (id: string, text: string, on: string) =>
    call(planNextStep, { params: { id }, body: { text, on } }).then(readAnew)
  const later = useMutation({
    mutationFn: async ({ id, title, text, on }: Need) => {
      const next = afterWorkingDays(today, 1, offAmong((await queries.fetchQuery(daysOffQuery({ deal: id }))).days))
      return plan(id, text ?? '', next).then(() => {
        const onUndo = () => void plan(id, text ?? '', on ?? today).catch(onError)
        toast({ text: t('today.put-off', { deal: `\u2068${title ?? ''}\u2069` }), onUndo })
      })
    },
    onError,
  })
  const answered = useMutation({
    mutationFn: ({ id }: Need) => call(giveAnswer, { params: { id }, body: {} }),
    onSuccess: () => {
      toast({ text: t('today.answered') })
      return readAnew()
    },
    onError,
  })
  return {
    mayWork,
    log: setLogged,
    later: (need) => later.mutate(need),
    answered: (need) => answered.mutate(need),
    dialog: logged?.deal && (
      <Suspense>
        <LogDialog subject={{ kind: 'deal', deal: logged.deal }} onClose={() => setLogged(null)} />
      </Suspense>
    ),
  }
}
