import { Suspense, lazy, useState } from 'react'
import type { Attainment, QuotaPlan, ShownQuota } from '../../contract/quotas.ts'
import { useWholeMoney } from '../forecast/whole-money.ts'
import { Button, Money, SegmentedControl, cx, useFormats, useWords } from '../ui/index.ts'
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
  return (
    <section className="card min-w-0">
      <Toolbar
        grain={grain}
        onGrain={setGrain}
        above={above}
        onAbove={mayEdit ? setAbove : undefined}
        onSeasons={root && (() => setAct({ node: root, act: 'seasons' }))}
      />
      <div role="region" aria-label={t('quotas.title')} tabIndex={0} className="relative overflow-x-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">{t('quotas.title')}</caption>
          <Head spans={[whole, ...spans]} />
          <tbody>
            {plan.nodes.map((node) => (
              <Row
                key={node.id}
                node={node}
                plan={plan}
                spans={[whole, ...spans]}
                won={attainment.data}
                onSave={mayEdit ? (span, minor) => save(node, span, minor) : undefined}
                menu={<NodeMenu node={node} mayEdit={mayEdit} onAct={(chosen) => setAct({ node, act: chosen })} />}
              />
            ))}
          </tbody>
        </table>
      </div>
      {attainment.data && attainment.data.withoutRate > 0 && (
        <p className="px-4 py-2 text-12 text-warn">
          {t('quotas.without-rate', { count: attainment.data.withoutRate })}
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

function Head({ spans }: { spans: readonly Span[] }) {
  const { t } = useWords()
  const cell = 'border-b border-line px-2 py-1.5 text-12 font-medium text-ink-3 whitespace-nowrap'
  return (
    <thead>
      <tr>
        <th scope="col" className={cx(cell, sticky, 'ps-4 text-start')}>
          {t('quotas.place')}
        </th>
        <th scope="col" className={cx(cell, 'text-start')}>
          {t('quotas.won')}
        </th>
        {spans.map(({ name }, place) => (
          <th key={place} scope="col" className={cx(cell, 'text-end')}>
            {name}
          </th>
        ))}
        <th className={cell}>
          <span className="sr-only">{t('quotas.acts')}</span>
        </th>
      </tr>
    </thead>
  )
}

const sticky = 'sticky start-0 z-1 bg-surface'

interface RowProps {
  readonly node: ShownQuota
  readonly plan: QuotaPlan
  readonly spans: readonly Span[]
  readonly won: Attainment | undefined
  readonly onSave: ((span: Span, minor: number) => Promise<unknown>) | undefined
  readonly menu: React.ReactNode
}

function Row({ node, plan, spans, won, onSave, menu }: RowProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const whole = useWholeMoney(plan.currency)
  const name = useNodeName()(node)
  const own = won?.items.find(({ nodeId }) => nodeId === node.id)
  const isGroup = node.kind === 'company' || node.kind === 'team'
  return (
    <tr className="group border-b border-line last:border-b-0 hover:bg-sunken/40">
      <th
        scope="row"
        className={cx(sticky, 'h-11 min-w-44 py-1 pe-2 text-start', isGroup ? 'font-semibold' : 'font-normal')}
      >
        <span className="flex flex-col" style={{ paddingInlineStart: `${16 + node.depth * 18}px` }}>
          <span className={cx('truncate', node.kind === 'open' && 'text-ink-3 italic')}>
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
      </th>
      <td className="px-2">
        {own && node.kind !== 'open' && <Pace won={own} quota={node.amounts} currency={plan.currency} />}
      </td>
      {spans.map((span, place) => (
        <td key={place} className={cx('px-1 text-end', place === 0 && 'font-medium')}>
          <AmountCell
            minor={sumOf(node.amounts, span)}
            currency={plan.currency}
            label={t('quotas.amount-of', {
              name,
              period: span.name,
              amount: whole(sumOf(node.amounts, span)),
            })}
            onSave={onSave && ((minor) => onSave(span, minor))}
          />
        </td>
      ))}
      <td className="w-10 pe-2">{menu}</td>
    </tr>
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
      <span aria-hidden className="relative h-1.5 rounded-full bg-sunken print:print-color-exact">
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
