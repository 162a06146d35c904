import { useInfiniteQuery } from '@tanstack/react-query'
import { listNotes } from '../../contract/notes.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { Button, ErrorState, Skeleton, useWords } from '../ui/index.ts'
import { aboutFilter } from './about.ts'
import type { About } from './about.ts'
import { NoteCard } from './note-card.tsx'
import { NoteComposer } from './note-composer.tsx'

/** The notes on one record, the pinned ones first, and a line to write the next. */
export function NotesSection({ about }: { about: About }) {
  const { t } = useWords()
  const notes = useInfiniteQuery({
    queryKey: ['notes', about.kind, about.id],
    queryFn: ({ pageParam }) =>
      call(listNotes, { query: { ...aboutFilter(about), limit: 20, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const items = notes.data?.pages.flatMap((page) => page.items) ?? []
  const ordered = [...items.filter(({ pinned }) => pinned), ...items.filter(({ pinned }) => !pinned)]
  return (
    <Section title={t('notes.title')}>
      <NoteComposer about={about} />
      {notes.isPending && <Skeleton className="h-16" />}
      {notes.isError && <ErrorState error={notes.error} onRetry={() => void notes.refetch()} />}
      {ordered.map((note) => (
        <NoteCard key={note.id} note={note} />
      ))}
      {notes.hasNextPage && (
        <Button variant="quiet" isPending={notes.isFetchingNextPage} onPress={() => void notes.fetchNextPage()}>
          {t('notes.more')}
        </Button>
      )}
    </Section>
  )
}

/** The pinned notes on a record: they stand above everything else. */
export function PinnedNotes({ about }: { about: About }) {
  const notes = useInfiniteQuery({
    queryKey: ['notes', about.kind, about.id, 'pinned'],
    queryFn: () => call(listNotes, { query: { ...aboutFilter(about), pinned: 'true', limit: 10 } }),
    initialPageParam: '',
    getNextPageParam: () => null,
  })
  const items = notes.data?.pages.flatMap((page) => page.items) ?? []
  return items.map((note) => <NoteCard key={note.id} note={note} />)
}
