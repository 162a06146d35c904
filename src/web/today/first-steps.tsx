import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { putFirstStepsAway, showFirstSteps } from '../../contract/first-steps.ts'
import type { FirstSteps as Steps } from '../../contract/first-steps.ts'
import { call } from '../api.ts'
import { useAddress, usePlaces } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { IconButton, cx, toast, useFormats, useWords } from '../ui/index.ts'

type StepKey = Steps['steps'][number]['key']

/** Where a step is done: the first of these places that the member has. */
const placesOf: Readonly<Record<StepKey, readonly string[]>> = {
  process: ['process'],
  deals: ['import', 'board'],
  team: ['settings/members'],
  products: ['products', 'board'],
  next_step: ['board'],
  committee: ['board'],
  end: ['board'],
}

/** What a newcomer does first. The facts tick each step; the list goes when all are done, or when it is put away. */
export function FirstSteps() {
  const { t } = useWords()
  const { number } = useFormats()
  const { workspace } = useSession()
  const queries = useQueryClient()
  const queryKey = ['first-steps', workspace.id]
  const shown = useQuery({ queryKey, queryFn: () => call(showFirstSteps) })
  const putAway = useMutation({
    mutationFn: (isPutAway: boolean) => call(putFirstStepsAway, { body: { isPutAway } }),
    onSuccess: (steps) => queries.setQueryData(queryKey, steps),
  })
  if (!shown.isSuccess) return null
  const { steps, isPutAway } = shown.data
  const done = steps.filter(({ isDone }) => isDone).length
  if (isPutAway || done === steps.length) return null
  const dismiss = () => {
    putAway.mutate(true)
    toast({ text: t('today.first.put-away'), onUndo: () => putAway.mutate(false) })
  }
  return (
    <section aria-labelledby="first-steps" className="card p-4 print:hidden">
      <header className="mb-2 flex items-center gap-3">
        <h2 id="first-steps" className="font-semibold">
          {t('today.first')}
        </h2>
        <p className="flex-1 text-12 text-ink-2">
          {t('today.first.done', { done: number(done), total: number(steps.length) })}
        </p>
        <IconButton icon={IconX} label={t('today.first.dismiss')} onPress={dismiss} />
      </header>
      <ol className="grid gap-2 tablet:grid-cols-2 wide:grid-cols-4">
        {steps.map((step, index) => (
          <Step key={step.key} index={index} id={step.key} isDone={step.isDone} />
        ))}
      </ol>
    </section>
  )
}

interface StepProps {
  readonly id: StepKey
  readonly isDone: boolean
  readonly index: number
}

function Step({ id, isDone, index }: StepProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const address = useAddress()
  const places = usePlaces().map((place) => place.id)
  const to = placesOf[id].find((path) => places.includes(path.split('/')[0] ?? '')) ?? 'board'
  return (
    <li>
      <Link
        to={address(to)}
        className="flex h-full items-center gap-3 rounded-3 border border-line p-2 transition-colors hover:border-line-strong tablet:items-start tablet:p-3"
      >
        <span
          aria-hidden
          className={cx(
            'grid size-6 shrink-0 place-items-center rounded-full text-12 font-semibold',
            isDone ? 'bg-ok-soft text-ok' : 'bg-accent-soft text-accent',
          )}
        >
          {isDone ? <IconCheck size={14} stroke={2.5} /> : number(index + 1)}
        </span>
        <span className="min-w-0">
          <span className={cx('block font-medium', isDone && 'text-ink-2')}>
            {t(`today.first.${id}`)}
            {isDone && <span className="sr-only">{t('today.first.is-done')}</span>}
          </span>
          <span className="hidden text-12 text-ink-2 tablet:block">{t(`today.first.${id}.more`)}</span>
        </span>
      </Link>
    </li>
  )
}
