import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { IconButton } from '../ui/button.tsx'
import { useWords } from '../words/language.tsx'
import { CommandField, Logo, Places } from './side.tsx'
import { UserMenu } from './user-menu.tsx'

/** The side bar on a phone. */
export function Drawer({ onClose, onCommand }: { onClose: () => void; onCommand: () => void }) {
  const { t } = useWords()
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-30 animate-appear bg-scrim"
    >
      <Modal className="fixed inset-y-0 start-0 w-72 max-w-[85vw] bg-raised shadow-dialog">
        <Dialog aria-label={t('shell.places')} data-modal className="flex h-full flex-col gap-2 p-3 outline-none">
          <div className="flex items-center ps-2">
            <Logo />
            <IconButton icon={IconX} label={t('ui.close')} onPress={onClose} className="ms-auto" />
          </div>
          <CommandField onPress={onCommand} />
          <Places />
          <UserMenu />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
