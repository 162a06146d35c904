import { cx } from '../ui/index.ts'

const tones: Readonly<Record<string, string>> = {
  GET: 'bg-sunken text-ink-2',
  POST: 'bg-accent-soft text-accent',
  PUT: 'bg-warn-soft text-warn',
  PATCH: 'bg-warn-soft text-warn',
  DELETE: 'bg-bad-soft text-bad',
}

/** The method of an operation: reading is quiet, writing is not. */
export function MethodBadge({ method, small }: { method: string; small?: boolean }) {
  return (
    <span
      dir="ltr"
      className={cx(
        'inline-block shrink-0 rounded-1 text-center font-mono font-semibold',
        small ? 'w-11 text-[10px]/[18px]' : 'px-2 text-12/[22px]',
        tones[method],
      )}
    >
      {method === 'DELETE' && small ? 'DEL' : method}
    </span>
  )
}
