import type { ReactNode } from 'react'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import { Problem } from '../api.ts'
import { useWords } from '../words/language.tsx'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

/** The words of whatever a call was refused with. */
export function useProblemWords(): (problem: unknown) => string {
  const { t, has } = useWords()
  return (problem) => {
    if (!(problem instanceof Problem)) return t('ui.problem.unknown')
    if (problem.code === 'unreachable') return t('ui.problem.unreachable')
    const id = `errors.${problem.code}`
    return has(id) ? t(id, { ...problem.data }) : t('ui.problem.unknown')
  }
}

/** A sentence that stays until its cause is gone. */
export function Notice({
  tone = 'plain',
  children,
  action,
}: {
  tone?: 'plain' | 'ok' | 'warn' | 'bad'
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cx('flex items-center gap-3 rounded-2 px-3 py-2', noticeTones[tone])}
    >
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}

/** In the place of a screen or a panel that could not be read; no-permission speaks through it too. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const mayRetry = !(error instanceof Problem) || !['forbidden', 'not_found'].includes(error.code)
  return (
    <div role="alert" className="mx-auto flex max-w-100 flex-col items-center gap-3 px-4 py-16 text-center">
      <p className="text-15 font-medium text-balance">{say(error)}</p>
      {error instanceof Problem && error.requestId && (
        <p className="text-12 text-ink-3">
          <bdi>{t('ui.problem.reference', { id: error.requestId })}</bdi>
        </p>
      )}
      {onRetry && mayRetry && (
        <Button icon={IconRefresh} onPress={onRetry}>
          {t('ui.problem.retry')}
        </Button>
      )}
    </div>
  )
}

const noticeTones = {
  plain: 'bg-sunken text-ink',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}
