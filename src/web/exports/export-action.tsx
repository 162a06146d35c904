import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { lazy, Suspense, useState } from 'react'
import { useRight } from '../shell/session.ts'
import { Button, IconButton, useWords } from '../ui/index.ts'
import type { Exported } from './export-dialog.tsx'

// Asked for seldom, so it comes when it is.
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }))

/** What can be done with every list: take it along. Beside the list's tools it is an icon, among acts it has its word. */
export function ExportAction({ as, ...exported }: Exported & { readonly as: 'icon' | 'button' }) {
  const { t } = useWords()
  const mayExport = useRight('exports.run')
  const [isOpen, setIsOpen] = useState(false)
  if (!mayExport) return null
  const open = () => setIsOpen(true)
  return (
    <>
      {as === 'icon' ? (
        <IconButton icon={IconDownload} label={t('exports.button')} variant="plain" onPress={open} />
      ) : (
        <Button icon={IconDownload} onPress={open}>
          {t('exports.button')}
        </Button>
      )}
      {isOpen && <ExportWindow {...exported} onClose={() => setIsOpen(false)} />}
    </>
  )
}

/** The question of the format, for whoever opens it in another way. */
export function ExportWindow(props: Exported & { readonly onClose: () => void }) {
  return (
    <Suspense>
      <ExportDialog {...props} />
    </Suspense>
  )
}
