import { useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import { Button, Notice, useWords } from '../ui/index.ts'

/** Recovery codes, shown once. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useWords()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setIsCopied(true)
  }
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{t('settings.second-factor.codes.more')}</Notice>
      <ul dir="ltr" className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-2 bg-sunken p-4 font-mono text-13">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        {/* Browsers lend the clipboard to https and localhost only; elsewhere the codes are copied by hand. */}
        {window.isSecureContext && (
          <Button icon={isCopied ? IconCheck : IconCopy} onPress={() => void copy()}>
            {t(isCopied ? 'settings.second-factor.copied' : 'settings.second-factor.copy')}
          </Button>
        )}
        <Button variant="primary" onPress={onClose}>
          {t('settings.second-factor.kept')}
        </Button>
      </div>
    </div>
  )
}
