import type { PriceList } from '../../contract/prices.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** When a price list holds, in words. */
export function useListDays(): (list: Pick<PriceList, 'validFrom' | 'validUntil'>) => string {
  const { t } = useWords()
  const { day } = useFormats()
  return ({ validFrom, validUntil }) =>
    t('products.list.days', {
      from: validFrom === null ? 'none' : day(validFrom),
      until: validUntil === null ? 'none' : day(validUntil),
    })
}
