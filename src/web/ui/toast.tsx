import { useEffect, useState, useSyncExternalStore } from 'react'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useWords } from '../words/language.tsx'
import { Button, IconButton } from './button.tsx'

interface ToastContent {
  readonly text: string
  readonly tone?: 'plain' | 'bad'
  /** Takes the act back; the toast then stays long enough to be reached by keyboard (Tab, or F6). */
  readonly onUndo?: () => void
}

interface Toast extends ToastContent {
  readonly id: number
}

const longest = 3
const restMilliseconds = 8_000

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Says what just happened, with the way back. Returns how to take the toast away (when the server refused after all). */
export function toast(content: ToastContent): () => void {
  lastId += 1
  const id = lastId
  show([...toasts, { ...content, id }].slice(-longest))
  return () => dismiss(id)
}

/** Where toasts appear; the shell has one. */
export function ToastRegion() {
  const { t } = useWords()
  const current = useSyncExternalStore(listen, () => toasts)
  const [held, setHeld] = useState(false)
  return (
    <section
      aria-label={t('ui.toast.region')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-0 bottom-16 z-50 flex justify-center px-4 desktop:bottom-6 print:hidden"
    >
      <ol aria-live="polite" className="flex flex-col items-center gap-2">
        {current.map((each) => (
          <ToastItem key={each.id} toast={each} held={held} />
        ))}
      </ol>
    </section>
  )
}

function ToastItem({ toast: { id, text, tone, onUndo }, held }: { toast: Toast; held: boolean }) {
  const { t } = useWords()
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(id), restMilliseconds)
    return () => clearTimeout(timer)
  }, [held, id])
  const undo = () => {
    dismiss(id)
    onUndo?.()
  }
  return (
    <li className="pointer-events-auto flex min-h-11 max-w-130 animate-appear items-center gap-3 rounded-3 bg-raised ps-4 pe-1.5 shadow-dialog">
      <span className={tone === 'bad' ? 'py-2 text-bad' : 'py-2'}>{text}</span>
      {onUndo && (
        <Button variant="quiet" shortcut="ModZ" onPress={undo} className="text-accent!">
          {t('ui.undo')}
        </Button>
      )}
      <IconButton icon={IconX} label={t('ui.close')} onPress={() => dismiss(id)} />
    </li>
  )
}

/** Takes back the latest act that can be taken back; the shell binds it to ⌘Z. */
export function undoLatest(): void {
  const latest = toasts.findLast(({ onUndo }) => onUndo)
  if (!latest) return
  dismiss(latest.id)
  latest.onUndo?.()
}

function dismiss(id: number): void {
  show(toasts.filter((each) => each.id !== id))
}

function show(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
