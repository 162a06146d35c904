import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'
import { search } from '../../contract/search.ts'
import type { Found, RecordKind } from '../../contract/search.ts'
import type { Translate } from '../../words/index.ts'
import { callWith } from '../api.ts'
import type { Command } from '../shell/commands.ts'
import { useWords } from '../words/language.tsx'
import { fuzzy } from './fuzzy.ts'
import { recentsQuery } from './note-recents.ts'

export type Row =
  | { readonly key: string; readonly type: 'record'; readonly found: Found }
  | { readonly key: string; readonly type: 'command'; readonly command: Command; readonly label: string }

export interface Section {
  readonly id: string
  readonly title: string
  readonly rows: readonly Row[]
}

/** Commands in the order they are offered, each group under its title. */
export interface CommandGroup {
  readonly id: string
  readonly title: string
  readonly commands: readonly Command[]
}

const typingPauseMilliseconds = 70
const mostCommands = 6
const mostOfPage = 8

/** Everything that the palette shows for a text; `isCurrent` when it is the answer to just this text. */
export function useRows(text: string, groups: readonly CommandGroup[], english: Translate | null) {
  const { t } = useWords()
  const typed = useDeferredValue(text.trim())
  // While the page catches up with the fingers, what it shows answers an earlier text.
  const hasCaughtUp = typed === text.trim()
  const paused = usePaused(typed)
  const recents = useQuery(recentsQuery)
  const found = useQuery({
    queryKey: ['search', paused],
    queryFn: ({ signal }) => callWith({ signal }, search, { query: { q: paused, limit: 24 } }),
    enabled: paused !== '',
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
  if (typed === '') {
    const latest = section('recent', t('search.group.recent'), (recents.data?.items ?? []).map(recordRow))
    const commands = groups.map(({ id, title, commands: all }, at) =>
      section(
        id,
        title,
        all
          .filter(({ isOneOfMany }) => !isOneOfMany)
          .slice(0, at === 0 ? mostOfPage : undefined)
          .map((command) => commandRow(command, t)),
      ),
    )
    // What can be done with the record in front comes first: that is why somebody opens the palette on it.
    const [here, ...others] = commands
    return { sections: filled([here, latest, ...others]), isCurrent: hasCaughtUp && !recents.isPending, error: null }
  }
  const commands = fitting(groups, typed, t, english)
  const records = found.data ? recordSections(found.data, t) : []
  const isCurrent = hasCaughtUp && paused === typed && !found.isPlaceholderData && !found.isPending
  const own = section(
    'commands',
    t('search.group.commands'),
    commands.map(({ row }) => row),
  )
  const first = found.data?.items[0]
  const commandFirst = !first || (commands[0] !== undefined && commands[0].score < fitOf(first))
  const sections = filled(commandFirst ? [own, ...records] : [...records, own])
  return { sections, isCurrent, error: found.isError && !found.isFetching ? found.error : null }
}

/** The commands that fit, best first; a tie keeps their order. */
function fitting(groups: readonly CommandGroup[], typed: string, t: Translate, english: Translate | null) {
  const fits = groups
    .flatMap(({ commands }) => commands)
    .flatMap((command) => {
      const scores = [t, ...(english ? [english] : [])].flatMap((words, at) => {
        const score = fuzzy(command.label(words), typed)
        return score === null ? [] : [score + at * 0.1]
      })
      return scores.length === 0 ? [] : [{ row: commandRow(command, t), score: Math.min(...scores) }]
    })
    .sort((a, b) => a.score - b.score)
  // Letters with gaps are a guess: made only when nothing is meant more plainly.
  const plain = fits.filter(({ score }) => score < 4)
  return (plain.length > 0 ? plain : fits).slice(0, mostCommands)
}

/** The best record's fit on the scale of `fuzzy`. */
function fitOf({ match, recent }: Found): number {
  if (match?.field !== 'name') return 2.2
  const [[from, to] = [0, 0]] = match.pieces
  if (from === 0 && to === match.text.length) return 0
  return from === 0 && match.pieces.length === 1 ? 1 - (recent ? 0.5 : 0) : 2 - (recent ? 1 : 0)
}

const titles = {
  company: 'search.group.company',
  person: 'search.group.person',
  household: 'search.group.household',
  deal: 'search.group.deal',
  product: 'search.group.product',
} satisfies Record<RecordKind, string>

// The kind of the best record first; within a kind the server's order.
function recordSections({ items, approximate }: { items: Found[]; approximate: boolean }, t: Translate): Section[] {
  if (approximate) return [section('alike', t('search.group.alike'), items.slice(0, 8).map(recordRow))]
  return [...Map.groupBy(items, ({ kind }) => kind)].map(([kind, of]) =>
    section(kind, t(titles[kind]), of.map(recordRow)),
  )
}

function recordRow(found: Found): Row {
  return { key: `${found.kind}-${found.id}`, type: 'record', found }
}

function commandRow(command: Command, t: Translate): Row {
  return { key: `command-${command.id}`, type: 'command', command, label: command.label(t) }
}

function section(id: string, title: string, rows: readonly Row[]): Section {
  return { id, title, rows }
}

function filled(sections: readonly (Section | undefined)[]): Section[] {
  return sections.filter((each): each is Section => each !== undefined && each.rows.length > 0)
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return text === '' ? '' : paused
}
