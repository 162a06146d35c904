import IconBriefcase from '@tabler/icons-react/dist/esm/icons/IconBriefcase.mjs'
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import IconHome from '@tabler/icons-react/dist/esm/icons/IconHome.mjs'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import type { Found, RecordKind } from '../../contract/search.ts'
import type { Icon } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Badge } from '../ui/marks.tsx'
import type { Tone } from '../ui/marks.tsx'
import { useWords } from '../words/language.tsx'
import type { Row } from './rows.ts'

const icons: Record<RecordKind, Icon> = {
  company: IconBuilding,
  person: IconUser,
  household: IconHome,
  deal: IconBriefcase,
  product: IconPackage,
}

/** What stands in a row of the palette. */
export function RowContent({ row }: { row: Row }) {
  if (row.type === 'record') return <RecordContent found={row.found} />
  const { icon: Glyph, keys } = row.command
  return (
    <>
      <Glyph size={18} stroke={1.75} className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">{row.label}</span>
      {keys && (
        <span className="max-tablet:hidden">
          <Kbd keys={keys.replace('Mod+', 'Mod')} quiet />
        </span>
      )}
    </>
  )
}

function RecordContent({ found }: { found: Found }) {
  const { t } = useWords()
  const { kind, name, beside, stage, match, recent } = found
  const Glyph = icons[kind]
  const isByName = match?.field === 'name'
  return (
    <>
      <Glyph size={18} stroke={1.75} className="shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <bdi>{isByName ? <Marked text={match.text} pieces={match.pieces} /> : name}</bdi>
        </span>
        <span className="block truncate text-12 text-ink-3 empty:hidden">
          {match && !isByName ? <Matched match={match} /> : beside && <bdi>{beside}</bdi>}
        </span>
      </span>
      {recent && match && (
        <span className="shrink-0 text-ink-3">
          <IconClock size={14} aria-hidden />
          <span className="sr-only">{t('search.recent')}</span>
        </span>
      )}
      {stage && (
        <Badge tone={tones[stage.outcome]}>
          <bdi className="max-w-36 truncate">
            {stage.outcome === 'open' ? stage.name : t(`codes.outcome.${stage.outcome}`)}
          </bdi>
        </Badge>
      )}
    </>
  )
}

/** Why it was found, where the name does not say it: 'E-mail anna@…'. */
function Matched({ match }: { match: NonNullable<Found['match']> }) {
  const { t } = useWords()
  const isNumber = match.field === 'phone' || match.field === 'code'
  return (
    <>
      {match.name ? <bdi>{match.name}</bdi> : t(`search.matched.${match.field}`)}{' '}
      <bdi dir={isNumber ? 'ltr' : 'auto'} className="text-ink-2">
        <Marked text={match.text} pieces={match.pieces} />
      </bdi>
    </>
  )
}

function Marked({ text, pieces }: { text: string; pieces: readonly (readonly [number, number])[] }) {
  const [first] = pieces
  if (!first) return text
  const ends = [0, ...pieces.flat(), text.length]
  return ends.slice(0, -1).map((from, at) => {
    const piece = text.slice(from, ends[at + 1])
    return at % 2 === 0 ? (
      piece
    ) : (
      <mark key={from} className="bg-transparent font-semibold text-accent">
        {piece}
      </mark>
    )
  })
}

const tones = {
  open: 'plain',
  won: 'ok',
  lost: 'bad',
  disqualified: 'plain',
  not_now: 'warn',
} satisfies Record<NonNullable<Found['stage']>['outcome'], Tone>
