import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addProcess, changeProcess } from '../../contract/process.ts'
import type { ProcessSummary } from '../../contract/process.ts'
import { call } from '../api.ts'
import { Button, Dialog, Form, TextField, toast, useWords } from '../ui/index.ts'
import { useProcessChange, useProcessRefresh } from './process-query.ts'

interface ProcessNameDialogProps {
  readonly kind: 'rename' | 'copy'
  readonly process: ProcessSummary
  readonly onClose: () => void
}

/** Another name for a process, or the name of its copy. */
export function ProcessNameDialog({ kind, process, onClose }: ProcessNameDialogProps) {
  const { t } = useWords()
  const [name, setName] = useState(kind === 'rename' ? process.name : t('processes.copy-name', { name: process.name }))
  const refresh = useProcessRefresh()
  const show = useProcessChange()
  const send = useMutation({
    mutationFn: () =>
      kind === 'rename'
        ? call(changeProcess, { params: { id: process.id }, version: process.version, body: { name } })
        : call(addProcess, { body: { copyOf: process.id, name } }),
    onSuccess: async (made) => {
      await refresh()
      if (kind === 'copy') {
        show({ process: made.id, version: undefined })
        toast({ text: t('processes.added', { name: made.name }) })
      }
      onClose()
    },
  })
  const title = t(kind === 'rename' ? 'processes.rename' : 'processes.copy')
  return (
    <Dialog title={title} isOpen onClose={onClose} size="small">
      <Form
        label={title}
        onSubmit={() => name.trim() !== '' && send.mutate()}
        problem={send.error}
        actions={
          <>
            <Button variant="quiet" onPress={onClose}>
              {t('processes.cancel')}
            </Button>
            <Button type="submit" variant="primary" isPending={send.isPending} isDisabled={name.trim() === ''}>
              {t(kind === 'rename' ? 'processes.rename.send' : 'processes.copy.send')}
            </Button>
          </>
        }
      >
        <TextField
          label={t('processes.add.name')}
          name="name"
          value={name}
          onChange={setName}
          maxLength={80}
          isRequired
          autoFocus
        />
      </Form>
    </Dialog>
  )
}
