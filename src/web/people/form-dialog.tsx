import type { ReactNode } from 'react'
import { Button, Dialog, Form, useWords } from '../ui/index.ts'

interface FormDialogProps {
  readonly title: string
  readonly size?: 'small' | 'medium' | 'large'
  readonly onSubmit: () => void
  readonly problem: unknown
  readonly isPending: boolean
  /** What is needed is not there yet. */
  readonly isDisabled?: boolean
  /** What the button says; Save unless given. */
  readonly submit?: string
  /** Before the buttons. */
  readonly aside?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks some things at once: a dialog with one form, which Enter sends. */
export function FormDialog(props: FormDialogProps) {
  const { t } = useWords()
  const { title, size = 'medium', onSubmit, problem, isPending, isDisabled = false, submit, aside, onClose } = props
  return (
    <Dialog title={title} isOpen onClose={onClose} size={size}>
      <Form
        label={title}
        onSubmit={() => !isDisabled && onSubmit()}
        problem={problem}
        actions={
          <>
            {aside}
            <Button onPress={onClose}>{t('people.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={isDisabled} isPending={isPending}>
              {submit ?? t('people.save')}
            </Button>
          </>
        }
      >
        {props.children}
      </Form>
    </Dialog>
  )
}
