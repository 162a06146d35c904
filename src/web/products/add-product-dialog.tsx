import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RequestOf } from '../../contract/endpoint.ts'
import { addProduct } from '../../contract/products.ts'
import { call } from '../api.ts'
import { RequiredInputs, useRequiredFields } from '../fields/required-fields.tsx'
import { useGo } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { MoneyField, TextField, toast, useWords } from '../ui/index.ts'
import { FormDialog } from '../people/form-dialog.tsx'

interface AddProductDialogProps {
  /** Instead of going to the new page. */
  readonly onAdded?: ((id: string) => void) | undefined
  readonly onClose: () => void
}

/** Adds a product by its name, what it costs and what it brings; the same name again is refused by the server. */
export function AddProductDialog({ onAdded, onClose }: AddProductDialogProps) {
  const { t } = useWords()
  const { currency } = useSession().workspace
  const [name, setName] = useState('')
  const [{ code, family }, setTexts] = useState({ code: '', family: '' })
  const [priceMinor, setPriceMinor] = useState<number | null>(null)
  const [costMinor, setCostMinor] = useState<number | null>(null)
  const own = useRequiredFields('products')
  const isReady = name.trim() !== '' && !own.isMissing
  const add = useNewProduct(onClose, onAdded)
  const send = () =>
    add.mutate({ name, code: code.trim() || null, family: family.trim() || null, priceMinor, costMinor, ...own.body })
  return (
    <FormDialog
      title={t('products.add')}
      onSubmit={() => isReady && send()}
      problem={add.error}
      isPending={add.isPending}
      isDisabled={!isReady}
      submit={t('people.add.submit')}
      onClose={onClose}
    >
      <TextField label={t('people.field.name')} name="name" value={name} onChange={setName} autoFocus isRequired />
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField
          label={t('products.field.code')}
          name="code"
          value={code}
          onChange={(text) => setTexts({ code: text, family })}
        />
        <TextField
          label={t('products.field.family')}
          name="family"
          value={family}
          onChange={(text) => setTexts({ code, family: text })}
        />
        <MoneyField
          label={t('products.field.price')}
          name="priceMinor"
          currency={currency}
          value={priceMinor}
          onChange={setPriceMinor}
        />
        <MoneyField
          label={t('products.field.cost')}
          name="costMinor"
          currency={currency}
          value={costMinor}
          onChange={setCostMinor}
        />
      </div>
      <RequiredInputs {...own} />
    </FormDialog>
  )
}

function useNewProduct(onClose: () => void, onAdded: ((id: string) => void) | undefined) {
  const { t } = useWords()
  const go = useGo()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: RequestOf<typeof addProduct>['body']) => call(addProduct, { body }),
    onSuccess: ({ id, name }) => {
      void queries.invalidateQueries({ queryKey: ['products'] })
      onClose()
      if (onAdded) onAdded(id)
      else go(`products/${id}`)
      toast({ text: t('people.added', { name }) })
    },
  })
}
