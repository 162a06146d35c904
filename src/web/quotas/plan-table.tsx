import { Suspense, lazy, useState } from 'react'
import type { ReactNode } from 'react'
import type { Attainment, QuotaPlan, ShownQuota } from '../../contract/quotas.ts'
import { useWholeMoney } from '../forecast/whole-money.ts'
import { Button, type Column, Money, SegmentedControl, Table, cx, useFormats, useWords } from '../ui/index.ts'
import { AmountCell } from './amount-cell.tsx'
import { type Grain, type Span, grains, spansOf, sumOf } from './months.ts'
import { useNodeName } from './node-name.tsx'
import { type NodeAct, NodeMenu } from './node-menu.tsx'
import { useAttainment, useEdit } from './queries.ts'

const NodeDialog = lazy(() => import('./node-dialog.tsx').then(({ NodeDialog: Dialog }) => ({ default: Dialog })))

interface PlanTableProps {
  readonly plan: QuotaPlan
  readonly mayEdit: boolean
}

/** The tree of a plan with its amounts, which are edited in place; beside them what was won. */
export function PlanTable({ plan, mayEdit }: PlanTableProps) {
  const { t, locale } = useWords()
  const [grain, setGrain] = useState<Grain>('quarter')
  const [above, setAbove] = useState<Above>('stays')
  const [act, setAct] = useState<{ node: ShownQuota; act: NodeAct } | null>(null)
  const attainment = useAttainment(plan.id)
  const edit = useEdit(plan)
  const spans = spansOf(plan, grain, locale, t)
  const whole: Span = { from: 0, months: plan.months, name: t('quotas.whole') }
  const save = (node: ShownQuota, span: Span, minor: number) =>
    edit.mutateAsync({ kind: 'set_amount', nodeId: node.id, fromMonth: span.from, months: span.months, minor, above })
  const [root] = plan.nodes
  const columns = useColumns({
    plan,
    spans: [whole, ...spans],
    won: attainment.data,
    onSave: mayEdit ? save : undefined,
    menu: (node) => <NodeMenu node={node} mayEdit={mayEdit} onAct={(chosen) => setAct({ node, act: chosen })} />,
  })
  return (
    <section className="card min-w-0">
      <Toolbar
        grain={grain}
        onGrain={setGrain}
        above={above}
        onAbove={mayEdit ? setAbove : undefined}
        onSeasons={root && (() => setAct({ node: root, act: 'seasons' }))}
      />
      <Table
        isGrid
        label={t('quotas.title')}
        columns={columns}
        rows={plan.nodes}
        rowKey={({ id }) => id}
        className="px-2"
      />
      {attainment.data && attainment.data.withoutRate > 0 && (
        <p className="px-4 py-2 text-12 text-warn">
          {t('quotas.without-rate', { count: attainment.data.withoutRate })}
        </p>
      )}
      {attainment.data && attainment.data.outside.length > 0 && (
        <p className="flex flex-wrap gap-x-2 px-4 py-2 text-12 text-ink-2">
          {t('quotas.outside')}
          {attainment.data.outside.map(({ owner, minor }) => (
            <span key={owner?.id ?? ''} className="whitespace-nowrap">
              <bdi>{owner?.name ?? t('quotas.outside.nobody')}</bdi>{' '}
              <Money value={{ minor, currency: plan.currency }} compact />
            </span>
          ))}
        </p>
      )}
      {act && (
        <Suspense>
          <NodeDialog plan={plan} node={act.node} act={act.act} onClose={() => setAct(null)} />
        </Suspense>
      )}
    </section>
  )
}

type Above = 'stays' | 'grows'

interface ToolbarProps {
  readonly grain: Grain
  readonly onGrain: (grain: Grain) => void
  readonly above: Above
  /** Undefined where nothing is edited. */
  readonly onAbove: ((above: Above) => void) | undefined
  readonly onSeasons: (() => void) | undefined
}

/** Which columns there are, and what becomes of the sum above when an amount is changed. */
function Toolbar({ grain, onGrain, above, onAbove, onSeasons }: ToolbarProps) {
  const { t } = useWords()
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3 pb-2">
      <SegmentedControl<Grain>
        label={t('quotas.grain')}
        options={grains.map((value) => ({ value, label: t(`quotas.grain.${value}`) }))}
        value={grain}
        onChange={onGrain}
      />
      {onAbove && (
        <>
          <SegmentedControl
            label={t('quotas.above')}
            options={(['stays', 'grows'] as const).map((value) => ({ value, label: t(`quotas.above.${value}`) }))}
            value={above}
            onChange={onAbove}
          />
          <Button variant="quiet" className="ms-auto" onPress={onSeasons}>
            {t('quotas.seasons')}
          </Button>
        </>
      )}
    </header>
  )
}

interface Shown {
  readonly plan: QuotaPlan
  /** The whole year first. */
  readonly spans: readonly Span[]
  readonly won: Attainment | undefined
  readonly onSave: ((node: ShownQuota, span: Span, minor: number) => Promise<unknown>) | undefined
  readonly menu: (node: ShownQuota) => ReactNode
}

/** On a phone the whole year stands beside the name, and what was won and the parts of the year fold. */
function useColumns({ plan, spans, won, onSave, menu }: Shown): Column<ShownQuota>[] {
  const { t } = useWords()
  const whole = useWholeMoney(plan.currency)
  const nameOf = useNodeName()
  const amounts = spans.map(
    (span, place): Column<ShownQuota> => ({
      key: `${span.from} ${span.months}`,
      title: span.name,
      isNumber: true,
      staysLong: place === 0,
      cell: (node) => (
        <span className={cx(place === 0 && 'font-medium')}>
          <AmountCell
            minor={sumOf(node.amounts, span)}
            currency={plan.currency}
            label={t('quotas.amount-of', {
              name: nameOf(node),
              period: span.name,
              amount: whole(sumOf(node.amounts, span)),
            })}
            onSave={onSave && ((minor) => onSave(node, span, minor))}
          />
        </span>
      ),
    }),
  )
  const wonOf = (node: ShownQuota) => {
    const own = won?.items.find(({ nodeId }) => nodeId === node.id)
    return own && node.kind !== 'open' && <Pace won={own} quota={node.amounts} currency={plan.currency} />
  }
  return [
    { key: 'place', title: t('quotas.place'), isRowHeader: true, cell: (node) => <Place node={node} /> },
    { key: 'won', title: t('quotas.won'), cell: wonOf },
    ...amounts,
    { key: 'acts', title: <span className="sr-only">{t('quotas.acts')}</span>, staysLong: true, cell: menu },
  ]
}

function Place({ node }: { node: ShownQuota }) {
  const { t } = useWords()
  const { day } = useFormats()
  const name = useNodeName()(node)
  const isGroup = node.kind === 'company' || node.kind === 'team'
  return (
    <span
      className={cx('flex min-h-8 flex-col justify-center', isGroup ? 'font-semibold' : 'font-normal')}
      style={{ paddingInlineStart: `${8 + node.depth * 16}px` }}
    >
      <span className={cx('max-w-60 truncate', node.kind === 'open' && 'text-ink-3 italic')}>
        <bdi>{name}</bdi>
      </span>
      {(node.from ?? node.until) && (
        <span className="text-11 font-normal text-ink-3">
          {node.until
            ? t('quotas.until', { day: day(node.until, 'monthDay') })
            : t('quotas.since', { day: day(node.from ?? '', 'monthDay') })}
        </span>
      )}
    </span>
  )
}

/** What was won beside what was due by today; the bar is the whole quota, its mark what was due. */
function Pace({
  won,
  quota,
  currency,
}: {
  won: Attainment['items'][number]
  quota: readonly number[]
  currency: string
}) {
  const sold = won.won.reduce((sum, minor) => sum + minor, 0)
  const whole = quota.reduce((sum, minor) => sum + minor, 0)
  const share = (minor: number) => `${whole === 0 ? 0 : Math.min(100, (100 * minor) / whole)}%`
  const isBehind = sold < won.dueMinor
  return (
    <div className="flex w-36 flex-col gap-1">
      <span className="flex justify-between gap-2 text-12">
        <span className={cx('font-medium', isBehind ? 'text-ink' : 'text-ok')}>
          <Money value={{ minor: sold, currency }} compact />
        </span>
        <span className="text-ink-3">
          <Money value={{ minor: won.dueMinor, currency }} compact />
        </span>
      </span>
      <span aria-hidden className="relative h-1.5 rounded-full bg-line print:print-color-exact">
        <span
          className={cx('absolute inset-y-0 start-0 rounded-full', isBehind ? 'bg-warn' : 'bg-ok')}
          style={{ width: share(sold) }}
        />
        <span
          className="absolute -inset-y-0.5 w-0.5 rounded-full bg-ink-2"
          style={{ insetInlineStart: share(won.dueMinor) }}
        />
      </span>
    </div>
  )
}
