import { useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import { Button, Notice, copyText, useWords } from '../ui/index.ts'

/** Recovery codes, shown once. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useWords()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => setIsCopied(await copyText(codes.join('\n')))
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{t('settings.second-factor.codes.more')}</Notice>
      <ul dir="ltr" className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-2 bg-sunken p-4 font-mono text-13">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button icon={isCopied ? IconCheck : IconCopy} onPress={() => void copy()}>
          {t(isCopied ? 'settings.copied' : 'settings.copy')}
        </Button>
        <Button variant="primary" onPress={onClose}>
          {t('settings.second-factor.kept')}
        </Button>
      </div>
    </div>
  )
}
