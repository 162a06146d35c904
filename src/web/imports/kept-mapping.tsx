import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteImportMapping, saveImportMapping } from '../../contract/import-mappings.ts'
import type { ImportMapping } from '../../contract/imports.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Form, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import type { FileMapping, ImportFile } from './mapping.ts'

interface KeptMappingProps {
  readonly importId: string
  readonly file: ImportFile
  readonly mapping: FileMapping
  readonly stages: ImportMapping['stages']
}

/** How this file is read, kept under a name for the next one like it; or what it is read by already, to be forgotten. */
export function KeptMapping({ importId, file, mapping, stages }: KeptMappingProps) {
  const { t } = useWords()
  const mayRun = useRight('imports.run')
  const [kept, setKept] = useState(file.saved ?? null)
  const [isNaming, setNaming] = useState(false)
  const save = useMutation({
    mutationFn: (name: string) =>
      call(saveImportMapping, { body: { importId, file: file.name, mapping, stages, name } }),
    onSuccess: ({ id, name }) => {
      setKept({ id, name })
      setNaming(false)
    },
  })
  if (!mayRun) return null
  if (isNaming)
    return (
      <Form
        className="max-w-90 border-t border-line pt-3"
        label={t('importing.save')}
        problem={save.error}
        onSubmit={(form) => save.mutate(String(form.get('name')).trim())}
        actions={
          <>
            <Button onPress={() => setNaming(false)}>{t('importing.save.cancel')}</Button>
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t('importing.save.now')}
            </Button>
          </>
        }
      >
        <TextField
          name="name"
          label={t('importing.save.name')}
          description={t('importing.save.more')}
          defaultValue={kept?.name ?? ''}
          maxLength={100}
          isRequired
          autoFocus
        />
      </Form>
    )
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3">
      {kept && <KeptName kept={kept} onForgotten={() => setKept(null)} />}
      <Button variant="quiet" onPress={() => setNaming(true)}>
        {t('importing.save')}
      </Button>
    </div>
  )
}

function KeptName({ kept, onForgotten }: { kept: { id: string; name: string }; onForgotten: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const forget = useMutation({
    mutationFn: () => call(deleteImportMapping, { params: { id: kept.id } }),
    onSuccess: () => {
      onForgotten()
      toast({ text: t('importing.saved.forgotten') })
    },
    onError: (problem) => toast({ text: say(problem) }),
  })
  return (
    <>
      <Badge tone="accent">{t('importing.saved', { name: kept.name })}</Badge>
      <Button variant="quiet" isPending={forget.isPending} onPress={() => forget.mutate()}>
        {t('importing.saved.forget')}
      </Button>
    </>
  )
}
