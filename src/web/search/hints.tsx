import { Kbd } from '../ui/kbd.tsx'
import { useWords } from '../words/language.tsx'

/** The keys of the palette, below it; a phone has none. */
export function PaletteHints({ hasPage }: { hasPage: boolean }) {
  const { t } = useWords()
  return (
    <footer
      aria-hidden
      className="hidden items-center gap-4 border-t border-line px-4 py-2 text-12 text-ink-3 tablet:flex"
    >
      <Hint keys="↑ ↓">{t('search.key.choose')}</Hint>
      <Hint keys="↵">{t('search.key.open')}</Hint>
      {hasPage && <Hint keys="⇧ ↵">{t('search.key.page')}</Hint>}
      <span className="ms-auto">
        <Hint keys="Esc">{t('ui.close')}</Hint>
      </span>
    </footer>
  )
}

function Hint({ keys, children }: { keys: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <Kbd keys={keys} quiet />
      {children}
    </span>
  )
}
