import { useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import { Button, copyText, useWords } from '../ui/index.ts'

/** Something that is shown this once, with the button that copies it. */
export function SecretShown({ label, secret }: { label: string; secret: string }) {
  const { t } = useWords()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => setIsCopied(await copyText(secret))
  return (
    <div className="flex gap-2">
      <input
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
