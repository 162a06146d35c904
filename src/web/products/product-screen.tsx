import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import { WaitingCustomer } from '../people/customer-body.tsx'
import { useGo } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { ErrorState, useWords } from '../ui/index.ts'
import { ProductBody } from './product-body.tsx'
import { ProductMenu } from './product-menu.tsx'
import { productQuery } from './product-query.ts'

/** A product as a page of its own. */
export function ProductScreen() {
  const { t } = useWords()
  const go = useGo()
  const { productId = '' } = useParams({ strict: false })
  const product = useQuery(productQuery(productId))
  return (
    <Page
      title={product.data?.name ?? t('products.product')}
      views={<IconPackage size={18} stroke={1.75} className="order-first shrink-0 text-ink-3" />}
      primary={product.data && <ProductMenu product={product.data} onDeleted={() => go('settings/prices')} />}
    >
      <div className="max-w-300">
        {product.isPending && <WaitingCustomer />}
        {product.isError && <ErrorState error={product.error} onRetry={() => void product.refetch()} />}
        {product.data && <ProductBody key={productId} product={product.data} layout="page" />}
      </div>
    </Page>
  )
}
