import type { ReactNode } from 'react'
import { WheelLoader } from '../charts/wheel-mark.tsx'
import { useWords } from '../words/language.tsx'
import { cx } from './cx.ts'

/** One sentence, one button; above them a picture (usually the grey wheel). */
export function EmptyState({
  children,
  action,
  picture,
}: {
  children: ReactNode
  action?: ReactNode
  picture?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-100 flex-col items-center gap-4 px-4 py-16 text-center">
      {picture}
      <p className="text-15 text-balance text-ink-2">{children}</p>
      {action}
    </div>
  )
}

/** In the place of a screen that is being fetched. */
export function Loading() {
  const { t } = useWords()
  return (
    <div role="status" className="grid min-h-60 place-items-center">
      <WheelLoader size={40} />
      <span className="sr-only">{t('ui.loading')}</span>
    </div>
  )
}

/** The shape of what is coming, where its place is known. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-breathe rounded-2 bg-sunken', className ?? 'h-5 w-full')} />
}

/** A titled surface. */
export function Card({
  title,
  actions,
  children,
  className,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={cx('card flex min-w-0 flex-col gap-3 p-4', className)}>
      {(title || actions) && (
        <header className="flex min-h-6 items-center gap-2">
          {title && <h2 className="min-w-0 flex-1 truncate font-semibold">{title}</h2>}
          {actions}
        </header>
      )}
      {children}
    </section>
  )
}
