import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { addView, changeView, type Sharing, sharings, type View, type ViewState } from '../../contract/views.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Button, Dialog, Form, RadioCards, TextField, useWords } from '../ui/index.ts'

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
  const mayShare = useRight('base.edit')
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState<Sharing>(view?.shared ?? 'own')
  const save = useMutation({
    mutationFn: () =>
      view
        ? call(changeView, { params: { id: view.id }, version: view.version, body: { name, shared } })
        : call(addView, { body: { kind, name, shared, state } }),
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
        <TextField
          label={t('views.view.name')}
          name="name"
          value={name}
          onChange={setName}
          isRequired
          maxLength={60}
          autoFocus
        />
        {mayShare && (
          <RadioCards
            label={t('views.view.sharing')}
            name="shared"
            options={sharings.map((value) => ({ value, title: t('views.view.shared', { shared: value }) }))}
            value={shared}
            onChange={setShared}
          />
        )}
      </Form>
    </Dialog>
  )
}
