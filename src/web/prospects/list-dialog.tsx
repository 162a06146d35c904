import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addList, changeList, deleteList } from '../../contract/lists.ts'
import type { ProspectList } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Button, Dialog, Form, toast, useWords } from '../ui/index.ts'
import { ListQuestions } from './list-questions.tsx'
import type { ListFields } from './list-questions.tsx'
import { refreshProspects } from './prospects-query.ts'

interface ListDialogProps {
  /** Null begins a new one. */
  readonly list: ProspectList | null
  readonly onClose: () => void
  readonly onSaved: (listId: string | undefined) => void
}

const blank: ListFields = {
  name: '',
  sourceId: null,
  costMinor: null,
  note: null,
  productId: null,
  processId: null,
  workerIds: [],
}

/** What a list is: its name, where it came from and what that cost, what is to be sold, who may work it. */
export function ListDialog({ list, onClose, onSaved }: ListDialogProps) {
  const { t } = useWords()
  const queries = useQueryClient()
  const mayDelete = useRight('deals.assign')
  const [fields, setFields] = useState<ListFields>(list ?? blank)
  const saved = (id: string | undefined) => {
    refreshProspects(queries)
    onSaved(id)
  }
  const save = useMutation({ mutationFn: () => send(list, fields), onSuccess: ({ id }) => saved(id) })
  const end = useMutation({
    mutationFn: async (how: 'close' | 'delete') => {
      if (!list) return
      const params = { id: list.id }
      if (how === 'delete') await call(deleteList, { params })
      else await call(changeList, { params, version: list.version, body: { closed: true } })
    },
    onSuccess: (_, how) => {
      toast({
        text: t(how === 'delete' ? 'prospects.toast.list-deleted' : 'prospects.toast.list-closed', {
          name: fields.name,
        }),
      })
      saved(undefined)
    },
  })
  const title = t(list ? 'prospects.list.edit' : 'prospects.list.new')
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        label={title}
        problem={save.error ?? end.error}
        onSubmit={() => fields.name.trim() && save.mutate()}
        actions={
          <>
            {list && (
              <span className="me-auto flex gap-2">
                <Button variant="quiet" onPress={() => end.mutate('close')}>
                  {t('prospects.list.close')}
                </Button>
                {mayDelete && (
                  <Button variant="quiet" onPress={() => end.mutate('delete')} className="text-bad!">
                    {t('prospects.list.delete')}
                  </Button>
                )}
              </span>
            )}
            <Button onPress={onClose}>{t('prospects.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!fields.name.trim()} isPending={save.isPending}>
              {t('prospects.save')}
            </Button>
          </>
        }
      >
        <ListQuestions fields={fields} onChange={(changes) => setFields((known) => ({ ...known, ...changes }))} />
      </Form>
    </Dialog>
  )
}

function send(list: ProspectList | null, fields: ListFields): Promise<ProspectList> {
  const body = { ...fields, name: fields.name.trim(), note: fields.note?.trim() || null }
  if (list === null) return call(addList, { body })
  const { name, sourceId, costMinor, note, productId, processId, workerIds } = body
  const changes = { name, sourceId, costMinor, note, productId, processId, workerIds: [...workerIds] }
  return call(changeList, { params: { id: list.id }, version: list.version, body: changes })
}
