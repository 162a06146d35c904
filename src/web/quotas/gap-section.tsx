import { useState } from 'react'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { QuotaPlan } from '../../contract/quotas.ts'
import {
  Badge,
  Button,
  Card,
  Form,
  IconButton,
  Money,
  NumberField,
  Table,
  TextField,
  currencyDigits,
  cx,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { addDays, monthsLater } from '../people/day-of.ts'
import { sumOf } from './months.ts'
import { useNodeName } from './node-name.tsx'
import { useEdit } from './queries.ts'

interface GapSectionProps {
  readonly plan: QuotaPlan
  readonly mayEdit: boolean
}

/** The goal from above beside what sellers could do by their last year, and what lies between by name. */
export function GapSection({ plan, mayEdit }: GapSectionProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { bottomUp, adjustments, currency, gapMinor } = plan
  const edit = useEdit(plan)
  const [root] = plan.nodes
  const whole = { from: 0, months: plan.months }
  const below = root?.proposedMinor ?? null
  const measuredUntil = bottomUp !== null && bottomUp.on < plan.startsOn ? bottomUp.on : plan.startsOn
  return (
    <Card title={t('quotas.below')} actions={mayEdit && <Propose plan={plan} />}>
      {bottomUp === null && <p className="text-ink-2">{t('quotas.below.none')}</p>}
      {bottomUp && (
        <>
          <p className="text-12 text-ink-2">
            {t('quotas.below.about', {
              from: day(monthsLater(measuredUntil, -12)),
              until: day(addDays(measuredUntil, -1)),
              day: day(bottomUp.on),
            })}
          </p>
          <p className="text-12 text-ink-2">{t('quotas.below.pipeline.about')}</p>
          <Proposals plan={plan} />
          <dl className="flex flex-col gap-1 border-t border-line pt-3">
            <Line term={t('quotas.gap.above')} minor={root ? sumOf(root.amounts, whole) : 0} currency={currency} />
            <Line term={t('quotas.gap.below')} minor={below ? -below : 0} currency={currency} />
            {adjustments.map(({ id, name, minor }) => (
              <Line
                key={id}
                term={name}
                minor={-minor}
                currency={currency}
                onDrop={mayEdit ? () => edit.mutate({ kind: 'drop_adjustment', id }) : undefined}
              />
            ))}
            <Line term={t('quotas.gap.rest')} minor={gapMinor ?? 0} currency={currency} isSum />
          </dl>
          {mayEdit && gapMinor !== null && gapMinor !== 0 && <Adjust key={plan.version} plan={plan} gap={gapMinor} />}
        </>
      )}
    </Card>
  )
}

function Line({
  term,
  minor,
  currency,
  isSum,
  onDrop,
}: {
  term: string
  minor: number
  currency: string
  isSum?: boolean
  onDrop?: (() => void) | undefined
}) {
  const { t } = useWords()
  const isOpen = isSum === true && minor !== 0
  return (
    <div className={cx('flex min-h-8 items-center gap-2', isSum && 'border-t border-line font-semibold')}>
      <dt className="min-w-0 flex-1 truncate">
        <bdi>{term}</bdi>
      </dt>
      <dd className={cx('flex items-center gap-1', isOpen && 'text-warn')}>
        <Money value={{ minor, currency }} />
        {onDrop && <IconButton icon={IconTrash} label={t('quotas.gap.drop', { name: term })} onPress={onDrop} />}
      </dd>
    </div>
  )
}

function Propose({ plan }: { plan: QuotaPlan }) {
  const { t } = useWords()
  const [growth, setGrowth] = useState<number | null>(plan.bottomUp?.growthPercent ?? 0)
  const edit = useEdit(plan)
  return (
    <Form
      label={t('quotas.below.propose')}
      className="flex-row! flex-wrap items-end justify-end gap-2!"
      problem={edit.error}
      onSubmit={() => edit.mutate({ kind: 'propose', growthPercent: growth ?? 0 })}
      actions={
        <Button type="submit" isPending={edit.isPending}>
          {t('quotas.below.propose')}
        </Button>
      }
    >
      <NumberField
        label={t('quotas.below.growth')}
        name="growthPercent"
        value={growth}
        onChange={setGrowth}
        minValue={-90}
        maxValue={1000}
        className="w-28"
      />
    </Form>
  )
}

function Proposals({ plan: { bottomUp, nodes, months, currency } }: { plan: QuotaPlan }) {
  const { t } = useWords()
  const nameOf = useNodeName()
  const byNode = new Map(nodes.map((node) => [node.id, node]))
  const money = (minor: number) => <Money value={{ minor, currency }} />
  return (
    <Table
      label={t('quotas.below')}
      rows={bottomUp?.proposals ?? []}
      rowKey={({ nodeId }) => nodeId}
      columns={[
        {
          key: 'name',
          title: t('quotas.kind.member'),
          isRowHeader: true,
          cell: ({ nodeId, basis }) => {
            const node = byNode.get(nodeId)
            return (
              <span className="flex min-w-40 flex-wrap items-center gap-x-2">
                <bdi>{node ? nameOf(node) : t('quotas.gone')}</bdi>
                {basis !== 'own' && <Badge tone="warn">{t(`quotas.basis.${basis}`)}</Badge>}
              </span>
            )
          },
        },
        { key: 'won', title: t('quotas.below.won'), isNumber: true, cell: ({ wonMinor }) => money(wonMinor) },
        {
          key: 'pipeline',
          title: t('quotas.below.pipeline'),
          isNumber: true,
          cell: ({ pipelineMinor }) => money(pipelineMinor),
        },
        { key: 'below', title: t('quotas.gap.below'), isNumber: true, cell: ({ minor }) => money(minor) },
        {
          key: 'above',
          title: t('quotas.gap.above'),
          isNumber: true,
          cell: ({ nodeId }) => money(sumOf(byNode.get(nodeId)?.amounts ?? [], { from: 0, months })),
        },
      ]}
    />
  )
}

/** Gives a part of the gap, or all of it, a name. */
function Adjust({ plan, gap }: { plan: QuotaPlan; gap: number }) {
  const { t } = useWords()
  const scale = 10 ** currencyDigits(plan.currency)
  const [name, setName] = useState('')
  const [amount, setAmount] = useState<number | null>(gap / scale)
  const edit = useEdit(plan)
  return (
    <Form
      label={t('quotas.gap.name')}
      problem={edit.error}
      onSubmit={() =>
        name.trim() && amount && edit.mutate({ kind: 'adjust', name: name.trim(), minor: Math.round(amount * scale) })
      }
      actions={
        <Button type="submit" isDisabled={!name.trim() || !amount} isPending={edit.isPending}>
          {t('quotas.gap.add')}
        </Button>
      }
    >
      <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_160px]">
        <TextField
          label={t('quotas.gap.name')}
          name="name"
          value={name}
          onChange={setName}
          maxLength={120}
          placeholder={t('quotas.gap.name.example')}
        />
        <NumberField
          label={t('quotas.gap.amount')}
          name="minor"
          value={amount}
          onChange={setAmount}
          formatOptions={{ style: 'currency', currency: plan.currency, currencyDisplay: 'narrowSymbol' }}
        />
      </div>
    </Form>
  )
}
