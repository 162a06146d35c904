import { useMutation, useQueryClient } from '@tanstack/react-query'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addProduct, deleteProduct } from '../../contract/products.ts'
import type { Product } from '../../contract/products.ts'
import { call } from '../api.ts'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { IconButton, Menu, MenuItem, toast, useProblemWords, useWords } from '../ui/index.ts'

/** Deleting a product that nobody ever bought; the way back adds it anew. */
export function ProductMenu({ product, onDeleted }: { product: Product; onDeleted: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const go = useGo()
  const queries = useQueryClient()
  const mayEdit = useRight('products.edit')
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const changed = () => void queries.invalidateQueries({ queryKey: ['products'] })
  const back = useMutation({
    mutationFn: () => {
      const { name, code, family, priceMinor, costMinor, currency, active, description, launchedOn, retiredOn } =
        product
      const told = { name, code, family, priceMinor, costMinor, currency, active, description, launchedOn, retiredOn }
      return call(addProduct, { body: told })
    },
    onSuccess: ({ id }) => {
      changed()
      go(`products/${id}`)
    },
    onError,
  })
  const remove = useMutation({
    mutationFn: () => call(deleteProduct, { params: { id: product.id } }),
    onSuccess: () => {
      onDeleted()
      queries.removeQueries({ queryKey: ['product', product.id] })
      changed()
      toast({ text: t('people.deleted', { name: product.name }), onUndo: () => back.mutate() })
    },
    onError,
  })
  if (!mayEdit) return null
  const label = t('people.menu', { name: product.name })
  return (
    <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
      <MenuItem icon={IconTrash} isDanger onAction={() => remove.mutate()}>
        {t('products.delete')}
      </MenuItem>
    </Menu>
  )
}
