import type { SellerAtAGlance } from '../../contract/glance.ts'
import type { Column } from '../ui/index.ts'

interface SellerCardsProps {
  readonly sellers: readonly SellerAtAGlance[]
  readonly columns: readonly Column<SellerAtAGlance>[]
}

/** On a phone the row of a seller is a card: what the columns show, one below the other. */
export function SellerCards({ sellers, columns }: SellerCardsProps) {
  const [name, ...others] = columns
  return (
    <ul className="flex flex-col gap-5">
      {sellers.map((seller) => (
        <li key={seller.member.id} className="flex flex-col gap-1 border-t border-line pt-3 first:border-0 first:pt-0">
          <h3 className="text-15 font-semibold">{name?.cell(seller)}</h3>
          <dl>
            {others.map(({ key, title, cell }) => (
              <div key={key} className="flex items-baseline justify-between gap-4 py-0.5">
                <dt className="text-12 text-ink-2">{title}</dt>
                <dd className="text-end tabular-nums">{cell(seller)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
