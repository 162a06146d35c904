import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addPriceList, changePriceList } from '../../contract/prices.ts'
import type { PriceList } from '../../contract/prices.ts'
import { call } from '../api.ts'
import { useTags } from '../people/tags.ts'
import { useSession } from '../shell/session.ts'
import { DateField, SelectField, Switch, TextField, useWords } from '../ui/index.ts'
import { FormDialog } from '../people/form-dialog.tsx'

interface PriceListDialogProps {
  readonly list: PriceList | null
  readonly lists: readonly PriceList[]
  readonly onClose: () => void
}

const nobody = 'none'

/** A price list: when it holds, for whom; a new one may begin with the prices of another. */
export function PriceListDialog({ list, lists, onClose }: PriceListDialogProps) {
  const { t } = useWords()
  const tags = useTags()
  const [name, setName] = useState(list?.name ?? '')
  const [validFrom, setFrom] = useState(list?.validFrom ?? null)
  const [validUntil, setUntil] = useState(list?.validUntil ?? null)
  const [tag, setTag] = useState(list?.tagId ?? nobody)
  const [copied, setCopied] = useState(nobody)
  const [retired, setRetired] = useState(list?.retired ?? false)
  const save = useSaveList(list, onClose)
  const tagId = tag === nobody ? null : tag
  const copyOf = copied === nobody ? undefined : copied
  const send = () => save.mutate({ name, validFrom, validUntil, tagId, retired, copyOf })
  const title = t(list ? 'products.lists.edit' : 'products.lists.add')
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
        <DateField label={t('people.costs.from')} name="validFrom" value={validFrom} onChange={setFrom} />
        <DateField label={t('people.costs.to')} name="validUntil" value={validUntil} onChange={setUntil} />
        <SelectField
          label={t('products.lists.for')}
          options={[
            { id: nobody, label: t('products.lists.everybody') },
            ...tags.map(({ id, name: label }) => ({ id, label })),
          ]}
          value={tag}
          onChange={setTag}
        />
        {!list && (
          <SelectField
            label={t('products.lists.copy')}
            options={[
              { id: nobody, label: t('products.lists.empty') },
              ...lists.map(({ id, name: label }) => ({ id, label })),
            ]}
            value={copied}
            onChange={setCopied}
          />
        )}
      </div>
      {list && (
        <Switch isSelected={retired} onChange={setRetired}>
          {t('products.lists.retire')}
        </Switch>
      )}
    </FormDialog>
  )
}

type Told = Pick<PriceList, 'name' | 'validFrom' | 'validUntil' | 'tagId' | 'retired'> & { copyOf: string | undefined }

function useSaveList(list: PriceList | null, onClose: () => void) {
  const queries = useQueryClient()
  const { currency } = useSession().workspace
  return useMutation({
    mutationFn: ({ copyOf, retired, ...told }: Told) =>
      list
        ? call(changePriceList, { params: { id: list.id }, version: list.version, body: { ...told, retired } })
        : // A copy is in the currency of the list it is made from.
          call(addPriceList, { body: { ...told, ...(copyOf ? { copyOf } : { currency }) } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['price-lists'] })
      onClose()
    },
  })
}
