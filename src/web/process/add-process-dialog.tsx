import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addProcess, listTemplates } from '../../contract/process.ts'
import { call } from '../api.ts'
import { Button, Dialog, ErrorState, Form, Loading, RadioCards, TextField, toast, useWords } from '../ui/index.ts'
import { useProcessChange, useProcessRefresh } from './process-query.ts'

interface AddProcessDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Another way to sell, begun from a template in the reader's language. */
export function AddProcessDialog({ isOpen, onClose }: AddProcessDialogProps) {
  const { t } = useWords()
  return (
    <Dialog title={t('processes.add')} isOpen={isOpen} onClose={onClose} size="large">
      <AddProcessForm onClose={onClose} />
    </Dialog>
  )
}

function AddProcessForm({ onClose }: Pick<AddProcessDialogProps, 'onClose'>) {
  const { t, language } = useWords()
  const change = useProcessChange()
  const refresh = useProcessRefresh()
  const [template, setTemplate] = useState<string | null>(null)
  const [name, setName] = useState('')
  const templates = useQuery({
    queryKey: ['templates', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(listTemplates, { query: { language } }),
  })
  const add = useMutation({
    mutationFn: (key: string) =>
      call(addProcess, { body: { template: key, name: name.trim() || undefined, language } }),
    onSuccess: async (added) => {
      await refresh()
      change({ process: added.id, version: undefined })
      toast({ text: t('processes.added', { name: added.name }) })
      onClose()
    },
  })
  if (templates.isPending) return <Loading />
  if (templates.isError) return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
  const chosen = templates.data.items.find(({ key }) => key === template)
  return (
    <Form
      onSubmit={() => template !== null && add.mutate(template)}
      problem={add.error}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t('processes.cancel')}
          </Button>
          <Button type="submit" variant="primary" isPending={add.isPending} isDisabled={template === null}>
            {t('processes.add.send')}
          </Button>
        </>
      }
    >
      <RadioCards
        label={t('processes.add.template')}
        columns={2}
        value={template}
        onChange={setTemplate}
        options={templates.data.items.map(({ key, name: title, description }) => ({ value: key, title, description }))}
      />
      <TextField
        label={t('processes.add.name')}
        name="name"
        value={name}
        onChange={setName}
        maxLength={80}
        placeholder={chosen?.name ?? ''}
      />
    </Form>
  )
}
