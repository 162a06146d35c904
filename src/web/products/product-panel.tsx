import { useQuery } from '@tanstack/react-query'
import IconArrowsDiagonal from '@tabler/icons-react/dist/esm/icons/IconArrowsDiagonal.mjs'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import { WaitingCustomer } from '../people/customer-body.tsx'
import { useGo } from '../shell/places.ts'
import { ErrorState, IconButton, SidePanel, useWords } from '../ui/index.ts'
import { ProductBody } from './product-body.tsx'
import { ProductMenu } from './product-menu.tsx'
import { productQuery } from './product-query.ts'

/** A product beside whatever it was opened from. */
export function ProductPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const go = useGo()
  const product = useQuery(productQuery(id))
  const name = product.data?.name ?? t('products.product')
  return (
    <SidePanel
      label={name}
      title={
        <span className="flex items-center gap-2">
          <IconPackage size={18} stroke={1.75} className="shrink-0 text-ink-3" />
          <span className="truncate">
            <bdi>{name}</bdi>
          </span>
        </span>
      }
      actions={
        <>
          {product.data && <ProductMenu product={product.data} onDeleted={onClose} />}
          <IconButton icon={IconArrowsDiagonal} label={t('people.open-page')} onPress={() => go(`products/${id}`)} />
        </>
      }
      onClose={onClose}
    >
      {product.isPending && <WaitingCustomer />}
      {product.isError && <ErrorState error={product.error} onRetry={() => void product.refetch()} />}
      {product.data && <ProductBody key={id} product={product.data} layout="panel" />}
    </SidePanel>
  )
}
