import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { addView, changeView, type View, type ViewState } from '../../contract/views.ts'
import { call } from '../api.ts'
import { Button, Dialog, Form, useWords } from '../ui/index.ts'
import { type NameAndSharing, NameAndSharingFields } from './name-and-sharing.tsx'

interface SaveViewDialogProps {
  readonly kind: ListKind
  readonly state: ViewState
  /** The view whose name or sharing is changed; without one a new view is saved. */
  readonly view: View | undefined
  readonly onClose: () => void
  readonly onSaved: (view: View) => void
}

/** Gives the state of a list a name, and says who finds it. */
export function SaveViewDialog({ kind, state, view, onClose, onSaved }: SaveViewDialogProps) {
  const { t } = useWords()
  const [named, setNamed] = useState<NameAndSharing>({ name: view?.name ?? '', shared: view?.shared ?? 'own' })
  const save = useMutation({
    mutationFn: () =>
      view
        ? call(changeView, { params: { id: view.id }, version: view.version, body: named })
        : call(addView, { body: { kind, ...named, state } }),
    onSuccess: (saved) => {
      onSaved(saved)
      onClose()
    },
  })
  return (
    <Dialog title={view ? t('views.view.rename') : t('views.view.save')} isOpen onClose={onClose} size="small">
      <Form
        onSubmit={() => save.mutate()}
        problem={save.error}
        actions={
          <>
            <Button variant="quiet" onPress={onClose}>
              {t('views.cancel')}
            </Button>
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t('views.save')}
            </Button>
          </>
        }
      >
        <NameAndSharingFields value={named} onChange={setNamed} />
      </Form>
    </Dialog>
  )
}
