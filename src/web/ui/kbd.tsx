/** A key or a chord as printed beside a command: "G T", "⌘K". Always left to right, also in Hebrew. */
export function Kbd({ keys, quiet }: { keys: string; quiet?: boolean }) {
  return (
    <kbd dir="ltr" aria-hidden className={quiet ? 'font-sans text-12 text-ink-3' : 'font-sans text-12 opacity-90'}>
      {keys.replace('Mod', modifier)}
    </kbd>
  )
}

const modifier = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl '
