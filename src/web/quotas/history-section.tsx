import { useState } from 'react'
import { type QuotaVersion, mostQuotaReasons } from '../../contract/quota-history.ts'
import type { QuotaPlan } from '../../contract/quotas.ts'
import { useWholeMoney } from '../forecast/whole-money.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Ago, Badge, Button, Card, TextField, useFormats, useWords } from '../ui/index.ts'
import { monthSpan } from './months.ts'
import { useNodeName } from './node-name.tsx'
import { useGiveReason, useVersions } from './queries.ts'

const mostChanges = 4

interface HistoryProps {
  readonly plan: QuotaPlan
  readonly mayPlan: boolean
  readonly onShow: (number: number | null) => void
}

/** What was done to the plan, to whom, by whom, and why; each version can be looked at. */
export function HistorySection({ plan, mayPlan, onShow }: HistoryProps) {
  const { t } = useWords()
  const versions = useVersions(plan.id)
  const [asked, setAsked] = useState<QuotaVersion | null>(null)
  return (
    <Card title={t('quotas.history')}>
      <ol className="flex flex-col">
        {versions.items.map((version) => (
          <li key={version.number} className="flex items-start gap-2 border-b border-line py-2 last:border-b-0">
            <Told version={version} plan={plan} onReason={mayPlan ? () => setAsked(version) : undefined} />
            {version.number !== plan.shown && (
              <Button
                variant="quiet"
                aria-label={t('quotas.history.show-of', { number: version.number })}
                onPress={() => onShow(version.number === plan.version ? null : version.number)}
              >
                {t('quotas.history.show')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {versions.hasNextPage && (
        <Button variant="quiet" isPending={versions.isFetchingNextPage} onPress={() => void versions.fetchNextPage()}>
          {t('quotas.history.older')}
        </Button>
      )}
      {asked && <ReasonDialog plan={plan} version={asked} onClose={() => setAsked(null)} />}
    </Card>
  )
}

interface ToldProps {
  readonly version: QuotaVersion
  readonly plan: QuotaPlan
  readonly onReason: (() => void) | undefined
}

function Told({ version, plan, onReason }: ToldProps) {
  const { t } = useWords()
  const { number, kind, place, recordedAt, recordedBy, approvedAt, reasons, adjustment } = version
  const nameOf = useNodeName()
  const { money } = useFormats()
  const what = t(`quotas.edit.${kind}`)
  const name = place && kind !== 'begun' ? nameOf(place) : adjustment?.name
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{name ? t('quotas.history.of', { what, name }) : what}</span>
        {adjustment && <bdi>{money({ minor: adjustment.minor, currency: plan.currency })}</bdi>}
        {approvedAt && <Badge tone="ok">{t('quotas.approved')}</Badge>}
      </p>
      <Details version={version} plan={plan} />
      <Changes version={version} currency={plan.currency} />
      <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
        {recordedBy && <bdi>{recordedBy}</bdi>}
        <Ago value={recordedAt} />
        {reasons.length === 0 && <Say number={number} onPress={onReason} how="first" />}
      </p>
      <Reasons version={version} />
      <Stays version={version} />
      {reasons.length > 0 && reasons.length < mostQuotaReasons && <Say number={number} onPress={onReason} how="more" />}
    </div>
  )
}

function Say({ number, how, onPress }: { number: number; how: 'first' | 'more'; onPress: (() => void) | undefined }) {
  const { t } = useWords()
  if (onPress === undefined) return null
  return (
    <button
      type="button"
      aria-label={t('quotas.history.say-of', { how, number })}
      className="min-h-6 self-start text-12 text-accent hover:underline"
      onClick={onPress}
    >
      {t('quotas.history.say', { how })}
    </button>
  )
}

/** What was said about why, in its order; each with who said it, where that is known. */
function Reasons({ version: { reasons } }: Pick<ToldProps, 'version'>) {
  const { t } = useWords()
  return reasons.map(({ reason, saidAt, saidBy }, order) => (
    <SaidOf key={`${saidAt} ${order}`} at={saidAt} by={saidBy}>
      {t('quotas.history.reason', { reason })}
    </SaidOf>
  ))
}

/** What was left as it is though Settings differed. */
function Stays({ version: { stays } }: Pick<ToldProps, 'version'>) {
  const { t } = useWords()
  return stays.map(({ kind, member, team, saidAt, saidBy }) => (
    <SaidOf key={`${saidAt} ${kind} ${member} ${team}`} at={saidAt} by={saidBy}>
      {t('quotas.history.stays', { what: t(`quotas.drift.${kind}`, { member: member ?? '', team: team ?? 'none' }) })}
    </SaidOf>
  ))
}

function SaidOf({ at, by, children }: { at: string | null; by: string | null; children: string }) {
  return (
    <div className="flex flex-col border-s-2 border-line ps-2">
      <p dir="auto" className="wrap-anywhere">
        {children}
      </p>
      {at !== null && (
        <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
          {by !== null && <bdi>{by}</bdi>}
          <Ago value={at} />
        </p>
      )}
    </div>
  )
}

/** Where to, since when, for which months: in a few words each. */
function Details({ version: { kind, into, on, span, capacity }, plan }: Pick<ToldProps, 'version' | 'plan'>) {
  const { t, locale } = useWords()
  const { day, percent } = useFormats()
  const nameOf = useNodeName()
  const parts = [
    span && monthSpan(plan.startsOn, span, locale),
    into && t('quotas.history.into', { kind, place: nameOf(into) }),
    on && t('quotas.history.on', { day: day(on) }),
    capacity &&
      t('quotas.history.capacity', { before: percent(capacity.before / 100), after: percent(capacity.after / 100) }),
  ].filter((part) => part !== null && part !== '')
  if (parts.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-3 text-12 text-ink-2">
      {parts.map((part) => (
        <bdi key={part}>{part}</bdi>
      ))}
    </p>
  )
}

function Changes({ version: { kind, changes, changed }, currency }: Pick<ToldProps, 'version'> & { currency: string }) {
  const { t } = useWords()
  const nameOf = useNodeName()
  const write = useToldMoney(currency)
  // A plan that begins changes everybody: its goal says enough.
  const shown = changes.slice(0, kind === 'begun' ? 1 : mostChanges)
  const left = kind === 'begun' ? 0 : changed - shown.length
  if (shown.length === 0) return null
  return (
    <ul className="text-12 text-ink-2">
      {shown.map(({ beforeMinor, afterMinor, ...place }, order) => (
        <li key={`${place.name} ${order}`}>
          <bdi>
            {t('quotas.history.change', {
              how: beforeMinor === null ? 'new' : afterMinor === null ? 'gone' : 'changed',
              name: nameOf(place),
              ...write(beforeMinor ?? 0, afterMinor ?? 0),
            })}
          </bdi>
        </li>
      ))}
      {left > 0 && <li>{t('quotas.history.more', { count: left })}</li>}
    </ul>
  )
}

/** Two amounts as a quota is read, in whole units; to the last minor unit where they would read alike. */
function useToldMoney(currency: string): (before: number, after: number) => { before: string; after: string } {
  const { money } = useFormats()
  const whole = useWholeMoney(currency)
  return (before, after) =>
    whole(before) === whole(after)
      ? { before: money({ minor: before, currency }), after: money({ minor: after, currency }) }
      : { before: whole(before), after: whole(after) }
}

interface ReasonDialogProps {
  readonly plan: QuotaPlan
  readonly version: QuotaVersion
  readonly onClose: () => void
}

function ReasonDialog({ plan, version, onClose }: ReasonDialogProps) {
  const { t } = useWords()
  const { number, reasons } = version
  const [reason, setReason] = useState('')
  const give = useGiveReason(plan.id, onClose)
  return (
    <FormDialog
      title={t('quotas.history.say-of', { how: reasons.length === 0 ? 'first' : 'more', number })}
      onSubmit={() => give.mutate({ number, reason })}
      problem={give.error}
      isPending={give.isPending}
      isDisabled={reason.trim() === ''}
      onClose={onClose}
    >
      <Reasons version={version} />
      <TextField
        label={t('quotas.history.reason.field')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        rows={3}
      />
    </FormDialog>
  )
}
