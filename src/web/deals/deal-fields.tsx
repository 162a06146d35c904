import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { assignDeal, changeDeal } from '../../contract/deals.ts'
import type { Deal } from '../../contract/deals.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { OwnFields } from '../fields/own-fields.tsx'
import { Undecided, saveFields } from '../people/edit.ts'
import type { RecordEdit } from '../people/edit.ts'
import { ChoiceRow, DayRow, MoneyRow, TextRow } from '../people/field-rows.tsx'
import { dayOf } from '../people/day-of.ts'
import { useMembers } from '../people/members.ts'
import { OwnerName } from '../people/owner-row.tsx'
import { TagsRow } from '../people/tags-row.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Day, toast, useProblemWords, useWords } from '../ui/index.ts'
import { CustomerRow } from './customer-row.tsx'
import { useDealSaved, useSources } from './deal-query.ts'
import { Section } from './section.tsx'
import { MaturityRow, TermsRow } from './terms-rows.tsx'

export type DealEdit = RecordEdit<Deal, RequestOf<typeof changeDeal>['body']>

/** What is known of the deal, each line edited where it stands. */
export function DealFields({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const isReadOnly = !useRight('deals.work')
  const saved = useDealSaved()
  const edit: DealEdit = {
    row: deal,
    send: (body, version) => call(changeDeal, { params: { id: deal.id }, body, version }),
    keep: saved,
  }
  const hasLines = deal.lines.length > 0
  return (
    <Section title={t('deals.fields.title')}>
      <dl className="flex flex-col gap-0.5">
        <TextRow
          label={t('deals.field.name')}
          edit={edit}
          read={({ name }) => name}
          changes={(name) => ({ name: name ?? deal.name })}
          isNeeded
          isReadOnly={isReadOnly}
        />
        <CustomerRow edit={edit} isReadOnly={isReadOnly} />
        <MoneyRow
          label={t('deals.field.amount')}
          currency={deal.currency}
          edit={edit}
          read={({ amountMinor }) => amountMinor}
          changes={(amountMinor) => ({ amountMinor })}
          // With lines the amount is their sum.
          isReadOnly={isReadOnly || hasLines}
        />
        <DayRow
          label={t('deals.field.expected')}
          edit={edit}
          read={({ expectedCloseOn }) => expectedCloseOn}
          changes={(expectedCloseOn) => ({ expectedCloseOn })}
          isReadOnly={isReadOnly}
        />
        <OwnerOfDeal deal={deal} />
        <SourceRow edit={edit} isReadOnly={isReadOnly} />
        <TermsRow edit={edit} isReadOnly={isReadOnly} />
        <MaturityRow edit={edit} isReadOnly={isReadOnly} />
        <TagsRow edit={edit} isReadOnly={isReadOnly} />
        <Origins deal={deal} />
      </dl>
      <OwnFields record="deals" edit={edit} isReadOnly={isReadOnly} />
    </Section>
  )
}

function OwnerOfDeal({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const say = useProblemWords()
  const saved = useDealSaved()
  const members = useMembers()
  const mayAssign = useRight('deals.assign')
  const assign = useMutation({
    mutationFn: (ownerId: string | null) => call(assignDeal, { params: { id: deal.id }, body: { ownerId } }),
    onSuccess: saved,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <ChoiceRow
      label={t('deals.field.owner')}
      value={deal.owner?.id ?? null}
      shown={deal.owner && <OwnerName name={deal.owner.name} />}
      options={members}
      nobody={t('people.owner.nobody')}
      onChoose={(id) => assign.mutate(id)}
      isReadOnly={!mayAssign}
    />
  )
}

function SourceRow({ edit, isReadOnly }: { edit: DealEdit; isReadOnly: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const sources = useSources()
  const { source, version } = edit.row
  const choose = useMutation({
    mutationFn: (sourceId: string | null) => {
      const mine = sources.find(({ id }) => id === sourceId)?.name ?? t('deals.source.unknown')
      const theirs = ({ source: other }: Deal) => other?.name ?? t('deals.source.unknown')
      const shown = { fields: ['sourceId'], label: t('deals.field.source'), mine, theirs }
      return saveFields(edit, { sourceId }, version, [shown])
    },
    onError: (error) => error instanceof Undecided || toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <ChoiceRow
      label={t('deals.field.source')}
      value={source?.id ?? null}
      shown={source && <bdi>{source.name}</bdi>}
      options={sources}
      nobody={t('deals.source.unknown')}
      onChoose={(id) => choose.mutate(id)}
      isReadOnly={isReadOnly || sources.length === 0}
    />
  )
}

/** When it began, and the deals of the same customer before and after it. */
function Origins({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const address = useAddress()
  const { timeZone } = useSession().workspace
  const link = 'font-medium text-accent hover:underline'
  const { lengthDays } = deal
  const undated = lengthDays === null ? t('facts.undated') : t('facts.undated.took', { days: lengthDays })
  return (
    <>
      <div className={rowClass}>
        <dt className="truncate text-ink-3">{t('deals.field.opened')}</dt>
        <dd>{deal.openedDated ? <Day value={dayOf(deal.openedAt, timeZone)} /> : undated}</dd>
      </div>
      {deal.observedFrom && (
        <div className={rowClass}>
          <dt className="truncate text-ink-3">{t('deals.field.observed-from')}</dt>
          <dd>
            <Day value={deal.observedFrom} />
          </dd>
        </div>
      )}
      {(deal.previousDealId || deal.nextDealId) && (
        <div className={rowClass}>
          <dt className="truncate text-ink-3">{t('deals.field.chain')}</dt>
          <dd className="flex flex-wrap gap-x-4">
            {deal.previousDealId && (
              <Link to={address(`deals/${deal.previousDealId}`)} className={link}>
                {t('deals.chain.previous')}
              </Link>
            )}
            {deal.nextDealId && (
              <Link to={address(`deals/${deal.nextDealId}`)} className={link}>
                {t('deals.chain.next')}
              </Link>
            )}
          </dd>
        </div>
      )}
    </>
  )
}

const rowClass = 'grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-2'
