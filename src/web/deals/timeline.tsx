import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listFacts } from '../../contract/deals.ts'
import type { Deal } from '../../contract/deals.ts'
import type { Fact } from '../../contract/facts.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useAllCustomFields } from '../fields/custom-query.ts'
import { useCustomText } from '../fields/custom-text.ts'
import { dayOf } from '../people/day-of.ts'
import { useTermsNames } from '../products/terms.ts'
import { useSession } from '../shell/session.ts'
import { Ago, Badge, Button, ErrorState, Skeleton, cx, useFormats, useWords } from '../ui/index.ts'
import { factIcons, factTone } from './fact-look.ts'
import { factSentence } from './fact-sentence.ts'
import { Section } from './section.tsx'

interface TimelineProps {
  readonly deal: Deal
  readonly version: ProcessVersion | undefined
}

/** What happened, newest first, each fact a sentence. */
export function Timeline({ deal, version }: TimelineProps) {
  const { t } = useWords()
  const facts = useInfiniteQuery({
    queryKey: ['deal', deal.id, 'facts'],
    queryFn: ({ pageParam }) =>
      call(listFacts, { params: { id: deal.id }, query: { limit: 30, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  return (
    <Section title={t('deals.timeline.title')}>
      {facts.isPending && <Skeleton className="h-24" />}
      {facts.isError && <ErrorState error={facts.error} onRetry={() => void facts.refetch()} />}
      <ol className="flex flex-col">
        {facts.data?.pages
          .flatMap(({ items }) => items)
          .map((fact) => (
            <FactLine key={fact.id} fact={fact} version={version} />
          ))}
      </ol>
      {facts.hasNextPage && (
        <Button
          variant="quiet"
          isPending={facts.isFetchingNextPage}
          onPress={() => void facts.fetchNextPage()}
          className="self-start"
        >
          {t('deals.timeline.older')}
        </Button>
      )}
    </Section>
  )
}

interface FactLineProps {
  readonly fact: Fact
  readonly version: ProcessVersion | undefined
  /** In which deal, where the screen is about more than one. */
  readonly place?: ReactNode
}

/** A fact as a sentence on the line of time. */
export function FactLine({ fact, version, place }: FactLineProps) {
  const { t, locale } = useWords()
  const formats = useFormats()
  const isUndone = fact.undoneBy !== null
  const terms = useTermsNames()
  const own = useAllCustomFields() ?? []
  const ownText = useCustomText()
  const sentence = factSentence(fact, { t, locale, formats, version, terms, own, ownText })
  return (
    <li className="group/fact relative flex gap-3 pb-4 last:pb-0">
      <span
        aria-hidden
        className="absolute start-3 top-6 bottom-0 w-px -translate-x-1/2 bg-line group-last/fact:hidden rtl:translate-x-1/2"
      />
      <span className={cx('grid size-6 shrink-0 place-items-center rounded-full', factTone(fact))}>
        <FactIcon type={fact.type} />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        {isUndone ? <s className="text-ink-3">{sentence}</s> : <p>{sentence}</p>}
        {fact.words && hasOwnWords(fact) && (
          <blockquote
            dir="auto"
            className={cx(
              'mt-1 rounded-2 bg-sunken px-2.5 py-1.5 wrap-anywhere whitespace-pre-line text-ink-2',
              isUndone && 'line-through',
            )}
          >
            {fact.words}
          </blockquote>
        )}
        <When fact={fact} place={place} />
      </div>
    </li>
  )
}

function FactIcon({ type }: Pick<Fact, 'type'>) {
  const Glyph = factIcons[type]
  // A move points the way the stages run.
  return <Glyph size={14} stroke={1.75} className={type === 'deal.moved' ? 'rtl:rotate-180' : ''} />
}

/** When it happened; marked when that is not known, or was told on another day. */
function When({ fact, place }: { fact: Fact; place: ReactNode }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { timeZone } = useSession().workspace
  const recordedOn = dayOf(fact.recordedAt, timeZone)
  const isLate = recordedOn !== dayOf(fact.occurredAt, timeZone)
  const length = fact.type === 'deal.opened' ? fact.data.lengthDays : undefined
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
      {fact.dated ? (
        <Ago value={fact.occurredAt} timeZone={timeZone} />
      ) : (
        <Badge tone="warn">
          {length === undefined ? t('facts.undated') : t('facts.undated.took', { days: length })}
        </Badge>
      )}
      {place}
      {fact.undoneBy !== null && <Badge>{t('facts.undone')}</Badge>}
      {fact.dated && isLate && <Badge>{t('deals.timeline.recorded', { day: day(recordedOn) })}</Badge>}
    </p>
  )
}

// The sentence of a criterion says its text already.
function hasOwnWords({ type }: Fact): boolean {
  return type !== 'deal.criterion_confirmed'
}
