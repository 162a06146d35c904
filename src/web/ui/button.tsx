import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import type { ComponentType, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'
import { Tooltip } from './tooltip.tsx'
import { WheelLoader } from '../charts/wheel-mark.tsx'

export type Icon = ComponentType<{ size?: number; stroke?: number; className?: string }>
export type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly variant?: ButtonVariant
  readonly icon?: Icon
  /** Printed beside the words; the shortcut itself is bound by `useShortcut`. */
  readonly shortcut?: string
  readonly children: ReactNode
  readonly className?: string
}

export function Button({ variant = 'plain', icon: Glyph, shortcut, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton {...held(rest)} className={cx(buttonClass(variant), className)}>
      {rest.isPending ? <WheelLoader size={16} /> : Glyph && <Glyph size={16} stroke={1.75} className="shrink-0" />}
      <span className="truncate">{children}</span>
      {shortcut && <Kbd keys={shortcut} quiet={variant === 'plain' || variant === 'quiet'} />}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  readonly icon: Icon
  /** What it does: read aloud, and shown as its tooltip. */
  readonly label: string
  readonly shortcut?: string
  readonly variant?: ButtonVariant
  readonly className?: string
}

export function IconButton({ icon: Glyph, label, shortcut, variant = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} isDisabled={rest.isDisabled}>
      <AriaButton {...held(rest)} aria-label={label} className={cx(buttonClass(variant), 'w-8 px-0!', className)}>
        {rest.isPending ? <WheelLoader size={16} /> : <Glyph size={18} stroke={1.75} />}
      </AriaButton>
    </Tooltip>
  )
}

/**
 * While its act runs, a button keeps the focus and does nothing. Not React Aria's own `isPending`: that announces the button by its id, and
 * goes on pointing at it for seconds after a finished form has gone.
 */
function held({ isPending, ...rest }: Omit<AriaButtonProps, 'className' | 'children' | 'style'>) {
  if (!isPending) return rest
  const { onPress: _, ...still } = rest
  return { ...still, type: 'button', 'aria-disabled': true, 'data-pending': true } as const
}

/** The same look for a router link: `<Link className={buttonClass('primary')}>`. */
export function buttonClass(variant: ButtonVariant): string {
  return cx(base, variants[variant])
}

const base =
  'inline-flex min-h-8 shrink-0 cursor-pointer items-center justify-center gap-2 rounded-2 border px-3 text-13 font-medium whitespace-nowrap transition-colors select-none disabled:cursor-default disabled:opacity-55 data-pending:cursor-progress print:hidden'

const variants = {
  primary: 'border-transparent bg-accent text-on-accent hover:not-disabled:bg-accent-hover',
  plain:
    'border-line bg-surface text-ink shadow-card hover:not-disabled:border-line-strong hover:not-disabled:bg-sunken data-pressed:bg-sunken aria-expanded:bg-sunken',
  quiet:
    'border-transparent text-ink-2 hover:not-disabled:bg-sunken hover:not-disabled:text-ink aria-expanded:bg-sunken aria-expanded:text-ink',
  danger: 'border-transparent bg-bad text-on-accent hover:not-disabled:bg-bad-hover',
} satisfies Record<ButtonVariant, string>
