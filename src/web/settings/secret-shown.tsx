import { useRef, useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import { Button, useWords } from '../ui/index.ts'

/** Something that is shown this once, with the button that copies it. */
export function SecretShown({ label, secret }: { label: string; secret: string }) {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => setIsCopied(await copied(secret, field.current))
  return (
    <div className="flex gap-2">
      <input
        ref={field}
        readOnly
        dir="ltr"
        value={secret}
        aria-label={label}
        onFocus={(event) => event.target.select()}
        className="control min-w-0 flex-1 px-2.5 font-mono text-12"
      />
      <Button variant="primary" icon={isCopied ? IconCheck : IconCopy} onPress={() => void copy()}>
        {t(isCopied ? 'settings.copied' : 'settings.copy')}
      </Button>
    </div>
  )
}

/** Browsers lend the clipboard to https and localhost only; on an office's plain http the text is selected and copied the old way. */
async function copied(text: string, field: HTMLInputElement | null): Promise<boolean> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text)
    return true
  }
  field?.select()
  return document.execCommand('copy')
}
