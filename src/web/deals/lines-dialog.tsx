import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { setLines, showLinePrice } from '../../contract/lines.ts'
import type { Deal } from '../../contract/deals.ts'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { refusalOf, saveFields } from '../people/edit.ts'
import {
  Button,
  ComboBox,
  Dialog,
  Form,
  IconButton,
  Money,
  MoneyField,
  NumberField,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { useDealSaved } from './deal-query.ts'
import { lineSum } from './line-sum.ts'

/** A line as it is typed: it counts once it has a product and a price. */
interface LineDraft {
  readonly key: number
  readonly productId: string | null
  readonly productName: string
  readonly quantity: number | null
  readonly priceMinor: number | null
  readonly costMinor: number | null
  /** The list whose price it is, and that price: another one was typed. */
  readonly listed?: { readonly name: string; readonly priceMinor: number | null } | null
}

const empty = { productId: null, productName: '', quantity: 1, priceMinor: null, costMinor: null }

/** The lines of a deal, edited as a whole; their sum becomes the amount. */
export function LinesDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const { lines, change, add, remove, sum } = useLineDrafts(deal)
  const save = useSaveLines(deal, lines, onClose)
  return (
    <Dialog title={t('deals.lines.title')} isOpen onClose={onClose} size="large">
      <Form
        label={t('deals.lines.title')}
        onSubmit={() => save.mutate()}
        problem={refusalOf(save.error)}
        actions={
          <>
            <span className="me-auto font-semibold">
              {t('deals.lines.sum')} <Money value={{ minor: sum, currency: deal.currency }} />
            </span>
            <Button onPress={onClose}>{t('deals.cancel')}</Button>
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t('deals.save')}
            </Button>
          </>
        }
      >
        <ul className="flex flex-col gap-3">
          {lines.map((line, index) => (
            <LineFields
              key={line.key}
              path={`lines.${index}`}
              dealId={deal.id}
              line={line}
              currency={deal.currency}
              onChange={(changes) => change(line.key, changes)}
              onRemove={() => remove(line.key)}
            />
          ))}
        </ul>
        <Button icon={IconPlus} onPress={add} className="self-start">
          {t('deals.lines.add')}
        </Button>
      </Form>
    </Dialog>
  )
}

/** Sends the lines as a whole; if somebody else changed them meanwhile, both are shown. */
function useSaveLines(deal: Deal, lines: readonly LineDraft[], onClose: () => void) {
  const { t } = useWords()
  const { money } = useFormats()
  const saved = useDealSaved()
  // Made on the deal as it was when the dialog opened, whatever others change meanwhile.
  const [version] = useState(deal.version)
  const save = useMutation({
    mutationFn: () => {
      const body = { lines: lines.flatMap(sendable) }
      const send = (_: object, version: number) => call(setLines, { params: { id: deal.id }, body, version })
      const shown = {
        fields: ['lines', 'amountMinor'],
        label: t('deals.lines.title'),
        mine: says(body.lines),
        theirs: (row: Deal) => says(row.lines),
      }
      const changes = { lines: body.lines, amountMinor: null }
      return saveFields({ row: deal, send, keep: saved }, changes, version, [shown])
    },
    onSuccess: onClose,
  })
  const says = (some: readonly { quantity: number; priceMinor?: number | undefined }[]) => {
    const minor = lineSum(some, ({ priceMinor }) => priceMinor ?? 0) ?? 0
    return t('live.dispute.lines', { count: some.length, sum: money({ minor, currency: deal.currency }) })
  }
  return save
}

/** The lines as they are typed, beginning with those of the deal. */
function useLineDrafts(deal: Deal) {
  const [lines, set] = useState<readonly LineDraft[]>(() =>
    deal.lines.length > 0
      ? deal.lines.map((line, key) => ({
          ...line,
          key,
          listed: line.priceList && { name: line.priceList.name, priceMinor: line.priceMinor },
        }))
      : [{ ...empty, key: 0 }],
  )
  const counted = lines.flatMap((line) => (line.quantity === null ? [] : [{ ...line, quantity: line.quantity }]))
  return {
    lines,
    // On what is there then: a price comes after its product.
    change: (key: number, changes: Partial<LineDraft>) =>
      set((now) => now.map((line) => (line.key === key ? { ...line, ...changes } : line))),
    add: () => set([...lines, { ...empty, key: Math.max(-1, ...lines.map(({ key }) => key)) + 1 }]),
    remove: (key: number) => set(lines.filter((line) => line.key !== key)),
    sum: lineSum(counted, ({ priceMinor }) => priceMinor ?? 0) ?? 0,
  }
}

interface LineFieldsProps {
  /** Where the line stands in the request: a refused field finds its place by it. */
  readonly path: string
  readonly dealId: string
  readonly line: LineDraft
  readonly currency: string
  readonly onChange: (changes: Partial<LineDraft>) => void
  readonly onRemove: () => void
}

function LineFields({ path, dealId, line, currency, onChange, onRemove }: LineFieldsProps) {
  const { t } = useWords()
  const isListed = line.listed?.priceMinor === line.priceMinor
  return (
    <li className="grid grid-cols-2 items-start gap-2 tablet:grid-cols-[minmax(0,1fr)_88px_130px_130px_32px]">
      <ProductField path={path} dealId={dealId} line={line} onChange={onChange} />
      <NumberField
        label={t('deals.lines.quantity')}
        name={`${path}.quantity`}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
        minValue={0.001}
        formatOptions={{ maximumFractionDigits: 3 }}
      />
      <MoneyField
        label={t('deals.lines.price')}
        name={`${path}.priceMinor`}
        currency={currency}
        value={line.priceMinor}
        onChange={(priceMinor) => onChange({ priceMinor })}
        {...(isListed && line.listed ? { description: t('deals.lines.from-list', { list: line.listed.name }) } : {})}
      />
      <MoneyField
        label={t('deals.lines.cost')}
        name={`${path}.costMinor`}
        currency={currency}
        value={line.costMinor}
        onChange={(costMinor) => onChange({ costMinor })}
      />
      <IconButton
        icon={IconTrash}
        label={t('deals.lines.remove', { product: line.productName || t('deals.lines.product') })}
        onPress={onRemove}
        className="mt-5"
      />
    </li>
  )
}

function ProductField({ path, dealId, line, onChange }: Omit<LineFieldsProps, 'onRemove' | 'currency'>) {
  const { t } = useWords()
  const [text, setText] = useState(line.productName)
  const q = text === line.productName ? '' : text.trim()
  const found = useQuery({
    queryKey: ['products', q],
    queryFn: () => call(listProducts, { query: { limit: 50, ...(q ? { q } : {}) } }),
    placeholderData: (before) => before,
  })
  const products = found.data?.items.filter(({ active }) => active) ?? []
  const choose = (id: string | null) => {
    const product = products.find((each) => each.id === id)
    if (!product) return
    onChange({ productId: product.id, productName: product.name })
    // Which list applies, the server knows: by the customer, the day and the currency.
    void call(showLinePrice, { params: { id: dealId, productId: product.id } }).then(
      ({ priceMinor, costMinor, priceList }) =>
        onChange({ priceMinor, costMinor, listed: priceList && { name: priceList.name, priceMinor } }),
    )
  }
  const chosen = line.productId && !products.some(({ id }) => id === line.productId)
  return (
    <ComboBox
      label={t('deals.lines.product')}
      name={`${path}.productId`}
      options={[
        ...(line.productId && chosen ? [{ id: line.productId, label: line.productName }] : []),
        ...products.map(({ id, name, code }) => ({ id, label: name, ...(code ? { hint: code } : {}) })),
      ]}
      value={line.productId}
      onChange={choose}
      inputValue={text}
      onInputChange={setText}
      className="max-tablet:col-span-2"
    />
  )
}

function sendable({ productId, quantity, priceMinor, costMinor }: LineDraft) {
  if (productId === null || quantity === null) return []
  return [{ productId, quantity, costMinor, ...(priceMinor === null ? {} : { priceMinor }) }]
}
