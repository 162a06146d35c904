import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { ReactNode } from 'react'
import { useWords } from '../words/language.tsx'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  /** A list that fills the dialog to its edges (the palette) brings its own padding and heading. */
  readonly bare?: boolean
}

/** Asks one thing and keeps the rest of the page still. A form inside brings its own buttons. */
export function Dialog({ title, isOpen, onClose, children, size = 'medium', bare }: DialogProps) {
  const { t } = useWords()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-40 flex animate-appear items-start justify-center overflow-auto bg-scrim p-4 pt-[10vh]"
    >
      <Modal className={cx('w-full rounded-4 bg-raised shadow-dialog', sizes[size])}>
        <AriaDialog
          className={cx('outline-none', !bare && 'p-5')}
          {...(bare ? { 'aria-label': title } : {})}
          data-modal
        >
          {!bare && (
            <header className="mb-4 flex items-start gap-2">
              <Heading slot="title" className="min-w-0 flex-1 pt-1 text-15 font-semibold">
                {title}
              </Heading>
              <IconButton icon={IconX} label={t('ui.close')} onPress={onClose} className="-me-2" />
            </header>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

const sizes = { small: 'max-w-90', medium: 'max-w-130', large: 'max-w-200' }
