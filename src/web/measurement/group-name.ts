import type { Comparison } from '../../contract/comparing.ts'
import { useTermsNames } from '../products/terms.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { range } from '../../words/isolate.ts'
import type { Group } from './search.ts'

type Named = Pick<Comparison['groups'][number], 'key' | 'name'>

// Keys that mean the same whatever is compared.
const common = new Set(['none', 'private', 'several', 'other_currency'])

/** What a group is called, in the reader's language; amounts are in the currency named. */
export function useGroupName(): (by: Group['by'], group: Named, currency: string) => string {
  const { t } = useWords()
  const terms = useTermsNames()
  const priceName = usePriceName()
  return (by, { key, name }, currency) => {
    if (name !== null) return name
    if (common.has(key)) return t(`insights.group.${key}`)
    switch (by) {
      case 'size':
        return t('insights.group.size', { band: key })
      case 'stakeholders':
        return t('insights.group.people', { band: key })
      case 'price':
        return priceName(key, currency)
      case 'maturity':
        return t(`codes.market_maturity.${key}`)
      case 'signal':
        return t(`codes.signal.${key}`)
      case 'field':
        // Of what holds anything else, the name is what it holds.
        return key === 'true' || key === 'false' ? t('views.yes-no', { value: key }) : t('insights.group.unnamed')
      case 'terms':
        return terms(key) ?? t('insights.group.unnamed')
      default:
        return t('insights.group.unnamed')
    }
  }
}

/** '50000..120000' in money. */
function usePriceName(): (key: string, currency: string) => string {
  const { t } = useWords()
  const { money } = useFormats()
  return (key, currency) => {
    const [from, to] = key.split('..').map((bound) => (bound ? money({ minor: Number(bound), currency }) : null))
    if (!from && !to) return t('insights.group.any-price')
    if (!from) return t('insights.group.price-under', { to })
    return to ? t('insights.group.price', { range: range(from, to) }) : t('insights.group.price-from', { from })
  }
}
