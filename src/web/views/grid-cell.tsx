import { customKeyOf } from '../../contract/custom-values.ts'
import type { Field } from '../../contract/fields.ts'
import type { Tag, TagColour } from '../../contract/tags.ts'
import { OptionMark } from '../fields/option-mark.tsx'
import { OwnLink } from '../fields/own-link.tsx'
import { Avatar, Badge, Dot, type Tone } from '../ui/index.ts'
import type { Item } from './kinds.ts'
import { labelOf, valueOf } from './kinds.ts'

interface ContentProps {
  readonly item: Item
  readonly field: Field
  readonly text: string
  readonly tags: ReadonlyMap<string, Tag>
  readonly today: string
}

/** What stands in a cell that is not edited. */
export function CellContent({ item, field, text, tags, today }: ContentProps) {
  if (field.custom) return <OwnContent item={item} field={field} text={text} />
  if (field.refersTo === 'members') return <Owner name={labelOf(item, field.key)} />
  if (field.refersTo === 'tags') return <TagMarks ids={valueOf(item, field.key)} tags={tags} />
  if (field.key === 'outcome' && 'outcome' in item) return <Badge tone={tones[item.outcome]}>{text}</Badge>
  if (field.key === 'active')
    return <Badge tone={text === '' ? 'plain' : valueOf(item, 'active') === true ? 'ok' : 'plain'}>{text}</Badge>
  const isLate =
    field.key === 'nextStepOn' &&
    'outcome' in item &&
    item.outcome === 'open' &&
    String(valueOf(item, field.key) ?? '9') < today
  return <bdi className={isLate ? 'truncate font-medium text-bad' : 'truncate'}>{text}</bdi>
}

/** A workspace's own field: options with their dots, a link to be followed, all else as text. */
function OwnContent({ item, field, text }: Pick<ContentProps, 'item' | 'field' | 'text'>) {
  const value = item.custom[customKeyOf(field.key) ?? ''] ?? null
  if (value === null) return null
  if (field.custom?.kind === 'person') return <Owner name={text} />
  if (field.custom?.kind === 'link')
    return (
      <OwnLink url={text} tabIndex={-1} className="truncate text-accent hover:underline">
        {text.replace(/^https?:\/\//, '')}
      </OwnLink>
    )
  const chosen = Array.isArray(value) ? value : [value]
  const options = field.custom?.options.filter(({ key }) => chosen.includes(key)) ?? []
  if (options.length === 0) return <bdi className="truncate">{text}</bdi>
  return (
    <span className="flex min-w-0 items-center gap-1 overflow-hidden">
      {options.map((option) => (
        <OptionMark key={option.key} option={option} />
      ))}
    </span>
  )
}

const tones: Readonly<Record<string, Tone>> = {
  open: 'accent',
  won: 'ok',
  lost: 'bad',
  disqualified: 'plain',
  not_now: 'warn',
}

function Owner({ name }: { name: string | null }) {
  if (name === null) return null
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar name={name} size="small" />
      <bdi className="truncate">{name}</bdi>
    </span>
  )
}

const hues: Readonly<Record<TagColour, number | null>> = {
  grey: null,
  red: 25,
  orange: 55,
  yellow: 90,
  green: 150,
  teal: 190,
  blue: 250,
  violet: 295,
  pink: 345,
}

/** The dot of a tag: a hue of its own, the lightness of the theme. */
export function tagColour(colour: TagColour): string {
  const hue = hues[colour]
  return hue === null ? 'var(--ink-3)' : `oklch(var(--stage-lightness) var(--stage-chroma) ${hue})`
}

function TagMarks({ ids, tags }: { ids: unknown; tags: ReadonlyMap<string, Tag> }) {
  const known = Array.isArray(ids) ? ids.flatMap((id) => tags.get(String(id)) ?? []) : []
  return (
    <span className="flex min-w-0 items-center gap-1 overflow-hidden">
      {known.map((tag) => (
        <span
          key={tag.id}
          className="inline-flex min-w-0 items-center gap-1 rounded-1 bg-sunken px-1.5 text-12 text-ink-2"
        >
          <Dot colour={tagColour(tag.colour)} />
          <bdi className="truncate">{tag.name}</bdi>
        </span>
      ))}
    </span>
  )
}
