import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Wheel } from '../../contract/measurement.ts'
import { useAddress, usePlaces } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { IconButton, cx, useFormats, useWords } from '../ui/index.ts'
import { isRemembered, remember } from './seen.ts'

const newForMilliseconds = 30 * 86_400_000

/** What a new workspace does first. Each step checks itself; the list goes when all are done, when it is put away, or after a month. */
export function FirstSteps({ figures }: { figures: Wheel }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { workspace } = useSession()
  const [isDismissed, setDismissed] = useState(() => isRemembered(workspace.id, 'dismissed'))
  const [isNew] = useState(() => Date.now() - Date.parse(workspace.createdAt) < newForMilliseconds)
  const steps = useSteps(figures)
  const done = steps.filter(({ isDone }) => isDone).length
  if (isDismissed || !isNew || done === steps.length) return null
  const dismiss = () => {
    remember(workspace.id, 'dismissed')
    setDismissed(true)
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
          <Step key={step.id} index={index} {...step} />
        ))}
      </ol>
    </section>
  )
}

interface StepProps {
  readonly id: string
  readonly to: string
  readonly isDone: boolean
  readonly index: number
}

function Step({ id, to, isDone, index }: StepProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const address = useAddress()
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

function useSteps({ stages, cycle, openDeals, withoutNextStep }: Wheel): Omit<StepProps, 'index'>[] {
  const { workspace } = useSession()
  const places = usePlaces().map(({ id }) => id)
  const hasDeals = cycle.n > 0 || stages.some(({ count }) => count > 0)
  const steps = [
    { id: 'deals', to: places.includes('import') ? 'import' : 'board', isDone: hasDeals },
    { id: 'board', to: 'board', isDone: hasDeals && isRemembered(workspace.id, 'board') },
    { id: 'plan', to: 'board', isDone: openDeals > 0 && withoutNextStep < openDeals },
    { id: 'insights', to: 'insights', isDone: isRemembered(workspace.id, 'insights') },
  ]
  return steps.filter(({ to }) => places.includes(to))
}
