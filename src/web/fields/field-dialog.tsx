import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addCustomField, changeCustomField, type CustomField } from '../../contract/custom-fields.ts'
import { type CustomKind, customKinds, listKeyOf } from '../../contract/custom-values.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import type { ListKind } from '../../contract/fields.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Button, ComboBox, Notice, SelectField, Switch, TextField, toast, useWords } from '../ui/index.ts'
import { useCustomFieldsChanged } from './custom-query.ts'
import { draftOf, type OptionDraft, OptionsEditor, optionsIn } from './options-editor.tsx'
import { useRetiring } from './use-retiring.ts'

interface FieldDialogProps {
  readonly record: ListKind
  /** Null makes a new one. */
  readonly field: CustomField | null
  /** The groups that other fields of these records are in. */
  readonly groups: readonly string[]
  readonly onClose: () => void
}

/** A field of the workspace's own: what it is called, what it holds, and what can be chosen in it. */
export function FieldDialog({ record, field, groups, onClose }: FieldDialogProps) {
  const { t } = useWords()
  const [kind, setKind] = useState<CustomKind>(field?.kind ?? 'text')
  const [name, setName] = useState(field?.name ?? '')
  const [values, setValues] = useState<Values>(() => ({
    description: field?.description ?? '',
    group: field?.group ?? '',
    required: field?.required ?? false,
  }))
  const set = (more: Partial<Values>) => setValues((known) => ({ ...known, ...more }))
  const [options, setOptions] = useState<readonly OptionDraft[]>(() => draftOf(field?.options ?? []))
  const hasOptions = kind === 'choice' || kind === 'multi_choice'
  const isReady = name.trim() !== '' && (!hasOptions || optionsIn(options).some((option) => !option.retired))
  const save = useSave(record, field, onClose)
  const send = () =>
    save.mutate({
      kind,
      name: name.trim(),
      description: values.description.trim() || null,
      group: values.group.trim() || null,
      required: values.required,
      ...(hasOptions ? { options: optionsIn(options) } : {}),
    })
  return (
    <FormDialog
      title={field ? t('fields.edit', { name: field.name }) : t('fields.add')}
      size={hasOptions ? 'large' : 'medium'}
      onSubmit={send}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!isReady}
      aside={field && <RetireButton field={field} onClose={onClose} />}
      onClose={onClose}
    >
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField
          label={t('fields.name')}
          name="name"
          value={name}
          onChange={setName}
          maxLength={60}
          autoFocus
          isRequired
        />
        <SelectField
          label={t('fields.kind')}
          name="kind"
          options={customKinds.map((id) => ({ id, label: t(`fields.kind.${id}`) }))}
          value={kind}
          onChange={setKind}
          isDisabled={field !== null}
          {...(field ? { description: t('fields.kind-stays') } : {})}
        />
      </div>
      {hasOptions && <OptionsEditor options={options} onChange={setOptions} />}
      <Particulars values={values} set={set} groups={groups} />
      {field && <Notice tone="plain">{t('fields.key', { key: listKeyOf(field) })}</Notice>}
    </FormDialog>
  )
}

interface Values {
  readonly description: string
  readonly group: string
  readonly required: boolean
}

interface ParticularsProps {
  readonly values: Values
  readonly set: (more: Partial<Values>) => void
  readonly groups: readonly string[]
}

function Particulars({ values, set, groups }: ParticularsProps) {
  const { t } = useWords()
  return (
    <>
      <TextField
        label={t('fields.description')}
        name="description"
        value={values.description}
        onChange={(description) => set({ description })}
        maxLength={500}
      />
      <ComboBox
        label={t('fields.group')}
        name="group"
        description={t('fields.group-hint')}
        options={groups.map((id) => ({ id, label: id }))}
        inputValue={values.group}
        onInputChange={(group) => set({ group })}
        allowsCustomValue
      />
      <div className="flex flex-col gap-1">
        <Switch isSelected={values.required} onChange={(required) => set({ required })}>
          {t('fields.required')}
        </Switch>
        <p className="text-12 text-ink-3">{t('fields.required-hint')}</p>
      </div>
    </>
  )
}

type Body = Omit<RequestOf<typeof addCustomField>['body'], 'record' | 'key'>

function useSave(record: ListKind, field: CustomField | null, onClose: () => void) {
  const { t } = useWords()
  const changed = useCustomFieldsChanged()
  return useMutation({
    mutationFn: ({ kind, ...body }: Body) =>
      field
        ? call(changeCustomField, { params: { id: field.id }, version: field.version, body })
        : call(addCustomField, { body: { ...body, kind, record } }),
    onSuccess: ({ name }) => {
      changed()
      onClose()
      toast({ text: t('fields.saved', { name }) })
    },
  })
}

function RetireButton({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const { t } = useWords()
  const restore = useRetiring(false)
  const retire = useRetiring(true, (retired) => {
    onClose()
    toast({ text: t('fields.retired.told', { name: retired.name }), onUndo: () => restore.mutate(retired) })
  })
  return (
    <Button variant="quiet" isPending={retire.isPending} onPress={() => retire.mutate(field)} className="me-auto">
      {t('fields.retire', { name: field.name })}
    </Button>
  )
}
