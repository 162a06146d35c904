import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import IconNote from '@tabler/icons-react/dist/esm/icons/IconNote.mjs'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import { listCompanyTimeline, listHouseholdTimeline, listPersonTimeline } from '../../contract/customers.ts'
import type { Cycle, Happening, StoryKind } from '../../contract/customers.ts'
import { call } from '../api.ts'
import { useVersion } from '../deals/deal-query.ts'
import { Section } from '../deals/section.tsx'
import { FactLine } from '../deals/timeline.tsx'
import { FileLine } from '../notes/file-line.tsx'
import { NoteCard } from '../notes/note-card.tsx'
import { NoteComposer } from '../notes/note-composer.tsx'
import { PinnedNotes } from '../notes/notes-section.tsx'
import { useAddress } from '../shell/places.ts'
import { Badge, Button, ErrorState, SegmentedControl, SelectField, Skeleton, useWords } from '../ui/index.ts'
import type { Icon } from '../ui/index.ts'
import type { CustomerKind } from './customers.ts'
import { useCycles } from './cycles.tsx'

const endpoints = {
  company: listCompanyTimeline,
  person: listPersonTimeline,
  household: listHouseholdTimeline,
} as const satisfies Record<CustomerKind, unknown>

const shows = ['all', 'fact', 'note', 'file'] as const
type Shows = 'all' | StoryKind
const everyDeal = 'all'

/** Everything about one customer across all their deals: facts as sentences, notes and files between. */
export function CustomerTimeline({ kind, id }: { kind: CustomerKind; id: string }) {
  const { t } = useWords()
  const [only, setOnly] = useState<Shows>('all')
  const [deal, setDeal] = useState(everyDeal)
  const cycles = useCycles(kind, id)
  const filter = { ...(only === 'all' ? {} : { kinds: only }), ...(deal === everyDeal ? {} : { deal }) }
  const story = useInfiniteQuery({
    queryKey: ['story', kind, id, filter],
    queryFn: ({ pageParam }) =>
      call(endpoints[kind], {
        params: { id },
        query: { ...filter, limit: 30, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })
  const items = story.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('people.story.title')}>
      <NoteComposer about={{ kind, id }} />
      <PinnedNotes about={{ kind, id }} />
      <Filters only={only} onOnly={setOnly} deal={deal} onDeal={setDeal} deals={cycles.data?.items ?? []} />
      {story.isPending && <Skeleton className="h-24" />}
      {story.isError && <ErrorState error={story.error} onRetry={() => void story.refetch()} />}
      {story.isSuccess && items.length === 0 && <p className="text-ink-3">{t('people.story.empty')}</p>}
      <ol className="flex flex-col">
        {items.map((item) => (
          <StoryLine key={`${item.kind} ${idOf(item)}`} item={item} about={id} />
        ))}
      </ol>
      {story.hasNextPage && (
        <Button
          variant="quiet"
          isPending={story.isFetchingNextPage}
          onPress={() => void story.fetchNextPage()}
          className="self-start"
        >
          {t('deals.timeline.older')}
        </Button>
      )}
    </Section>
  )
}

interface FiltersProps {
  readonly only: Shows
  readonly onOnly: (only: Shows) => void
  readonly deal: string
  readonly onDeal: (deal: string) => void
  readonly deals: readonly Cycle[]
}

function Filters({ only, onOnly, deal, onDeal, deals }: FiltersProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <SegmentedControl
        label={t('people.story.show')}
        options={shows.map((value) => ({ value, label: t(`people.story.${value}`) }))}
        value={only}
        onChange={onOnly}
      />
      {deals.length > 1 && (
        <SelectField
          label={t('people.story.deal')}
          hideLabel
          options={[
            { id: everyDeal, label: t('people.story.every-deal') },
            ...deals.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={deal}
          onChange={onDeal}
          className="w-48"
        />
      )}
    </div>
  )
}

function idOf(item: Happening): string {
  switch (item.kind) {
    case 'fact':
      return item.fact.id
    case 'note':
      return item.note.id
    case 'file':
      return item.file.id
  }
}

function StoryLine({ item, about }: { item: Happening; about: string }) {
  switch (item.kind) {
    case 'fact':
      return <FactOfDeal item={item} />
    case 'note': {
      const { note } = item
      const isOwn = note.companyId === about || note.personId === about || note.householdId === about
      // It stands above already.
      if (note.pinned && isOwn) return null
      return (
        <Marked icon={IconNote}>
          <NoteCard
            note={note}
            place={item.deal ? <DealPlace deal={item.deal} /> : !isOwn && <Badge>{note.aboutName}</Badge>}
          />
        </Marked>
      )
    }
    case 'file':
      return (
        <Marked icon={IconPaperclip}>
          <ul>
            <FileLine file={item.file} />
          </ul>
          {item.deal && <DealPlace deal={item.deal} />}
        </Marked>
      )
  }
}

function FactOfDeal({ item }: { item: Extract<Happening, { kind: 'fact' }> }) {
  const version = useVersion(item)
  return <FactLine fact={item.fact} version={version} place={<DealPlace deal={item.deal} />} />
}

function DealPlace({ deal }: { deal: { readonly id: string; readonly name: string } }) {
  const address = useAddress()
  return (
    <Link
      to={address(`deals/${deal.id}`)}
      className="min-w-0 truncate text-12 text-ink-3 hover:text-accent hover:underline"
    >
      <bdi>{deal.name}</bdi>
    </Link>
  )
}

/** A note or a file on the line of time, beside the facts. */
function Marked({ icon: Glyph, children }: { icon: Icon; children: ReactNode }) {
  return (
    <li className="group/fact relative flex gap-3 pb-4 last:pb-0">
      <span
        aria-hidden
        className="absolute start-3 top-6 bottom-0 w-px -translate-x-1/2 bg-line group-last/fact:hidden rtl:translate-x-1/2"
      />
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-accent">
        <Glyph size={14} stroke={1.75} />
      </span>
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  )
}
