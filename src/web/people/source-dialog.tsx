import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addSource, changeSource, sourceBases, sourceKinds } from '../../contract/sources.ts'
import type { Source, SourceBasis, SourceKind } from '../../contract/sources.ts'
import { call } from '../api.ts'
import { DateField, SelectField, TextField, useWords } from '../ui/index.ts'
import { FormDialog } from './form-dialog.tsx'

const noBasis = 'none'

/** A source: what it is, on which basis its people may be contacted, and since when its history is whole. */
export function SourceDialog({ source, onClose }: { source: Source | null; onClose: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState(source?.name ?? '')
  const [kind, setKind] = useState<SourceKind>(source?.kind ?? 'other')
  const [basis, setBasis] = useState<SourceBasis | typeof noBasis>(source?.basis ?? noBasis)
  const [licence, setLicence] = useState(source?.licence ?? '')
  const [observedFrom, setObservedFrom] = useState(source?.observedFrom ?? null)
  const [note, setNote] = useState(source?.note ?? '')
  const save = useSaveSource(source, onClose)
  const send = () =>
    save.mutate({
      name,
      kind,
      observedFrom,
      basis: basis === noBasis ? null : basis,
      licence: licence.trim() || null,
      note: note.trim() || null,
    })
  const title = t(source ? 'people.sources.edit' : 'people.sources.add')
  return (
    <FormDialog
      title={title}
      onSubmit={() => name.trim() && send()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={name.trim() === ''}
      onClose={onClose}
    >
      <TextField label={t('people.field.name')} name="name" value={name} onChange={setName} autoFocus isRequired />
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('people.reach.kind')}
          options={sourceKinds.map((id) => ({ id, label: t(`codes.source_kind.${id}`) }))}
          value={kind}
          onChange={setKind}
        />
        <DateField
          label={t('people.sources.observed-from')}
          name="observedFrom"
          description={t('people.sources.observed-hint')}
          value={observedFrom}
          onChange={setObservedFrom}
        />
        <SelectField
          label={t('people.sources.basis')}
          options={[
            { id: noBasis, label: t('people.sources.basis.none') },
            ...sourceBases.map((id) => ({ id, label: t(`codes.source_basis.${id}`) })),
          ]}
          value={basis}
          onChange={setBasis}
        />
        <TextField label={t('people.sources.licence')} name="licence" value={licence} onChange={setLicence} />
      </div>
      <TextField label={t('people.sources.note')} name="note" rows={2} value={note} onChange={setNote} />
    </FormDialog>
  )
}

function useSaveSource(source: Source | null, onClose: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Omit<Source, 'id' | 'version'>) =>
      source
        ? call(changeSource, { params: { id: source.id }, version: source.version, body })
        : call(addSource, { body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['sources'] })
      onClose()
    },
  })
}
