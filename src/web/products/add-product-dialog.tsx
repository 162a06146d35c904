import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addProduct } from '../../contract/products.ts'
import { call } from '../api.ts'
import { useGo } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Button, Dialog, Form, MoneyField, TextField, toast, useWords } from '../ui/index.ts'

interface AddProductDialogProps {
  /** Instead of going to the new page. */
  readonly onAdded?: (id: string) => void
  readonly onClose: () => void
}

/** Adds a product by its name, what it costs and what it brings; the same name again is refused by the server. */
export function AddProductDialog({ onAdded, onClose }: AddProductDialogProps) {
  const { t } = useWords()
  const go = useGo()
  const queries = useQueryClient()
  const { currency } = useSession().workspace
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [family, setFamily] = useState('')
  const [priceMinor, setPriceMinor] = useState<number | null>(null)
  const [costMinor, setCostMinor] = useState<number | null>(null)
  const add = useMutation({
    mutationFn: () =>
      call(addProduct, {
        body: { name, code: code.trim() || null, family: family.trim() || null, priceMinor, costMinor },
      }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['products'] })
      onClose()
      if (onAdded) onAdded(id)
      else go(`products/${id}`)
      toast({ text: t('people.added', { name }) })
    },
  })
  return (
    <Dialog title={t('products.add')} isOpen onClose={onClose}>
      <Form
        label={t('products.add')}
        onSubmit={() => name.trim() && add.mutate()}
        problem={add.error}
        actions={
          <>
            <Button onPress={onClose}>{t('people.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={name.trim() === ''} isPending={add.isPending}>
              {t('people.add.submit')}
            </Button>
          </>
        }
      >
        <TextField label={t('people.field.name')} name="name" value={name} onChange={setName} autoFocus isRequired />
        <div className="grid gap-4 tablet:grid-cols-2">
          <TextField label={t('products.field.code')} name="code" value={code} onChange={setCode} />
          <TextField label={t('products.field.family')} name="family" value={family} onChange={setFamily} />
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
      </Form>
    </Dialog>
  )
}
