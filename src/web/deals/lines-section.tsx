import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Deal } from '../../contract/deals.ts'
import { Amount, Button, Money, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { lineSum } from './line-sum.ts'
import { LinesDialog } from './lines-dialog.tsx'
import { Section } from './section.tsx'

type Line = Deal['lines'][number]

/** What is sold: product, quantity, price, cost, and their sums. */
export function LinesSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const [isEditing, setIsEditing] = useState(false)
  const { lines, currency } = deal
  const hasLines = lines.length > 0
  return (
    <Section
      title={t('deals.lines.title')}
      actions={
        mayWork && (
          <Button variant="quiet" icon={hasLines ? IconPencil : IconPlus} onPress={() => setIsEditing(true)}>
            {t(hasLines ? 'deals.lines.edit' : 'deals.lines.add')}
          </Button>
        )
      }
    >
      {hasLines ? (
        <>
          <Table
            label={t('deals.lines.of', { deal: deal.name })}
            columns={useColumns(currency)}
            rows={lines}
            rowKey={({ productId }) => productId}
          />
          <Sums deal={deal} />
        </>
      ) : (
        <p className="text-ink-3">{t('deals.lines.none')}</p>
      )}
      {isEditing && <LinesDialog deal={deal} onClose={() => setIsEditing(false)} />}
    </Section>
  )
}

function Sums({ deal: { lines, currency, amountMinor } }: { deal: Deal }) {
  const { t } = useWords()
  const sum = amountMinor ?? 0
  const cost = lineSum(lines, ({ costMinor }) => costMinor)
  return (
    <dl className="flex flex-wrap justify-end gap-x-6 px-2">
      {cost !== null && (
        <div className="flex gap-2 text-ink-2">
          <dt>{t('deals.lines.margin')}</dt>
          <dd>
            <Money value={{ minor: sum - cost, currency }} />
          </dd>
        </div>
      )}
      <div className="flex gap-2 font-semibold">
        <dt>{t('deals.lines.sum')}</dt>
        <dd>
          <Money value={{ minor: sum, currency }} />
        </dd>
      </div>
    </dl>
  )
}

function useColumns(currency: string): Column<Line>[] {
  const { t } = useWords()
  const { money } = useFormats()
  return [
    {
      key: 'product',
      title: t('deals.lines.product'),
      isRowHeader: true,
      cell: ({ productName }) => <bdi className="wrap-anywhere">{productName}</bdi>,
    },
    {
      key: 'quantity',
      title: t('deals.lines.quantity'),
      isNumber: true,
      cell: ({ quantity }) => <Amount value={quantity} digits={3} />,
    },
    {
      key: 'price',
      title: t('deals.lines.price'),
      isNumber: true,
      cell: ({ priceMinor, priceList, listMinor }) => (
        <>
          <Money value={{ minor: priceMinor, currency }} />
          {priceList && (
            <span className="block truncate text-12 text-ink-3">
              <bdi>{priceList.name}</bdi>
            </span>
          )}
          {listMinor !== null && listMinor !== priceMinor && (
            <span className="block text-12 text-ink-3">
              {t('deals.lines.list-price', { price: money({ minor: listMinor, currency }) })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'cost',
      title: t('deals.lines.cost'),
      isNumber: true,
      cell: ({ costMinor }) => (costMinor === null ? '–' : <Money value={{ minor: costMinor, currency }} />),
    },
  ]
}
