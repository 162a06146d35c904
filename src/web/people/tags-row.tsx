import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Tag } from '../../contract/tags.ts'
import { useRight } from '../shell/session.ts'
import { Button, Checkbox, Dot, IconButton, Popover, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { Undecided, saveFields } from './edit.ts'
import type { RecordEdit } from './edit.ts'
import { tagColour, useNewTag, useTags } from './tags.ts'

interface Tagged {
  readonly version: number
  readonly tagIds: readonly string[]
}

interface TagsRowProps<Row extends Tagged> {
  readonly edit: RecordEdit<Row, { tagIds?: string[] }>
  readonly isReadOnly: boolean
}

/** The tags of a record: each its dot and name, taken off by its cross, put on from a list that also makes new ones. */
export function TagsRow<Row extends Tagged>({ edit, isReadOnly }: TagsRowProps<Row>) {
  const { t } = useWords()
  const say = useProblemWords()
  const tags = useTags()
  const { tagIds } = edit.row
  const set = useMutation({
    mutationFn: (next: string[]) => {
      const named = (ids: readonly string[]) =>
        tags.flatMap(({ id, name }) => (ids.includes(id) ? name : [])).join(', ')
      const theirs = (row: Row) => named(row.tagIds)
      const asked = { fields: ['tagIds'], label: t('people.tags'), mine: named(next), theirs }
      return saveFields(edit, { tagIds: next }, edit.row.version, [asked])
    },
    onError: (error) => error instanceof Undecided || toast({ text: say(error), tone: 'bad' }),
  })
  const toggle = (id: string) =>
    set.mutate(tagIds.includes(id) ? tagIds.filter((each) => each !== id) : [...tagIds, id])
  const shown = tags.filter(({ id }) => tagIds.includes(id))
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-2">
      <dt className="truncate text-ink-3">{t('people.tags')}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-1">
        {shown.map((tag) => (
          <TagChip key={tag.id} tag={tag} {...(isReadOnly ? {} : { onRemove: () => toggle(tag.id) })} />
        ))}
        {isReadOnly && shown.length === 0 && <span className="text-ink-3">{t('people.field.empty')}</span>}
        {!isReadOnly && (
          <Popover
            label={t('people.tags')}
            trigger={<IconButton icon={IconPlus} label={t('people.tags.add')} className="size-6! min-h-6!" />}
          >
            <TagPicker tags={tags} chosen={tagIds} onToggle={toggle} />
          </Popover>
        )}
      </dd>
    </div>
  )
}

function TagChip({ tag, onRemove }: { tag: Tag; onRemove?: () => void }) {
  const { t } = useWords()
  return (
    <span className="inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-1 bg-sunken px-2 text-12 font-medium text-ink-2">
      <Dot colour={tagColour(tag.colour)} />
      <span className="truncate">
        <bdi>{tag.name}</bdi>
      </span>
      {onRemove && (
        <AriaButton
          aria-label={t('ui.remove', { name: tag.name })}
          onPress={onRemove}
          className="-me-1.5 grid size-6 shrink-0 cursor-pointer place-items-center rounded-1 hover:text-ink"
        >
          <IconX size={14} />
        </AriaButton>
      )}
    </span>
  )
}

interface TagPickerProps {
  readonly tags: readonly Tag[]
  readonly chosen: readonly string[]
  readonly onToggle: (id: string) => void
}

const mostShown = 12

function TagPicker({ tags, chosen, onToggle }: TagPickerProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const mayAdd = useRight('base.edit')
  const [text, setText] = useState('')
  const name = text.trim()
  const fresh = useNewTag((id) => {
    setText('')
    onToggle(id)
  })
  const wanted = name.toLocaleLowerCase()
  const found = tags.filter((tag) => tag.name.toLocaleLowerCase().includes(wanted))
  const isKnown = tags.some((tag) => tag.name.toLocaleLowerCase() === wanted)
  return (
    <div className="flex w-56 flex-col gap-2">
      <TextField
        label={t('people.tags.find')}
        hideLabel
        placeholder={t('people.tags.find')}
        value={text}
        onChange={setText}
        autoFocus
      />
      <ul className="flex max-h-70 flex-col overflow-y-auto">
        {found.slice(0, mostShown).map((tag) => (
          <li key={tag.id} className="flex min-h-8 items-center gap-2">
            <Checkbox isSelected={chosen.includes(tag.id)} onChange={() => onToggle(tag.id)}>
              <span className="flex items-center gap-2">
                <Dot colour={tagColour(tag.colour)} />
                <bdi>{tag.name}</bdi>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {fresh.error && <p className="text-12 text-bad">{say(fresh.error)}</p>}
      {mayAdd && name !== '' && !isKnown && (
        <Button icon={IconPlus} isPending={fresh.isPending} onPress={() => fresh.mutate(name)}>
          {t('people.tags.new', { name })}
        </Button>
      )}
    </div>
  )
}
