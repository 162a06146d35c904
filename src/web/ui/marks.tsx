import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useWords } from '../words/language.tsx'
import { cx } from './cx.ts'

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'bad'

/** A state in one or two words. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={cx('inline-flex items-center gap-1 rounded-1 px-1.5 text-12 font-medium', tones[tone])}>
      {children}
    </span>
  )
}

/** One of several values that can be taken away: a filter, a tag. */
export function Chip({ children, onRemove }: { children: string; onRemove?: () => void }) {
  const { t } = useWords()
  return (
    <span className="inline-flex min-h-6 items-center gap-1 rounded-1 bg-sunken ps-2 pe-1 text-12 font-medium text-ink-2">
      <span className="truncate pe-1">{children}</span>
      {onRemove && (
        <AriaButton
          aria-label={t('ui.remove', { name: children })}
          onPress={onRemove}
          className="grid size-6 place-items-center rounded-1 hover:text-ink"
        >
          <IconX size={14} />
        </AriaButton>
      )}
    </span>
  )
}

/** The dot that says which stage, or how urgent; never alone: the words stand beside it. */
export function Dot({ colour, tone }: { colour?: string; tone?: Tone }) {
  return (
    <span
      aria-hidden
      style={colour ? { background: colour } : undefined}
      className={cx('size-2 shrink-0 rounded-full', tone && dots[tone])}
    />
  )
}

/** A person or a company by its initials. */
export function Avatar({ name, size = 'medium' }: { name: string; size?: 'small' | 'medium' | 'large' }) {
  return (
    <span
      aria-hidden
      className={cx(
        'inline-grid shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent select-none',
        avatarSizes[size],
      )}
    >
      {initials(name)}
    </span>
  )
}

/** First letters of the first and the last word; Thai leads with a consonant, not with the vowel written before it. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^[เแโใไ]/u, ''))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

const tones = {
  plain: 'bg-sunken text-ink-2',
  accent: 'bg-accent-soft text-accent',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} satisfies Record<Tone, string>

const dots = {
  plain: 'bg-ink-3',
  accent: 'bg-accent',
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
} satisfies Record<Tone, string>

const avatarSizes = { small: 'size-5 text-[9px]', medium: 'size-6 text-[10px]', large: 'size-9 text-13' }
