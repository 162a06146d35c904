import { useRef } from 'react'
import type { ClipboardEvent } from 'react'
import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconRestore from '@tabler/icons-react/dist/esm/icons/IconRestore.mjs'
import type { CustomOption } from '../../contract/custom-fields.ts'
import { mostOptions } from '../../contract/custom-fields.ts'
import { tagColours, type TagColour } from '../../contract/tags.ts'
import { Badge, Button, IconButton, Menu, MenuItem, TextField, cx, useWords } from '../ui/index.ts'
import { optionDot } from './option-mark.tsx'

/** An option under edit; one without a key is new. */
export interface OptionDraft {
  /** Tells rows apart while names are typed. */
  readonly handle: number
  readonly key?: string
  readonly name: string
  readonly colour: TagColour
  readonly retired: boolean
}

let handles = 0

function newOption(name: string, at: number): OptionDraft {
  handles += 1
  return { handle: handles, name, colour: tagColours[at % tagColours.length] ?? 'grey', retired: false }
}

/** Options as they are edited; of none, two empty ones to be filled in. */
export function draftOf(options: readonly CustomOption[]): readonly OptionDraft[] {
  if (options.length === 0) return [newOption('', 1), newOption('', 2)]
  return options.map((option, at) => ({ ...newOption(option.name, at), ...option }))
}

/** The options as they are sent: those without a name are left out. */
export function optionsIn(drafts: readonly OptionDraft[]): Omit<OptionDraft, 'handle'>[] {
  return drafts.flatMap(({ key, name, colour, retired }) =>
    name.trim() === '' ? [] : [{ ...(key === undefined ? {} : { key }), name: name.trim(), colour, retired }],
  )
}

interface OptionsEditorProps {
  readonly options: readonly OptionDraft[]
  readonly onChange: (options: readonly OptionDraft[]) => void
}

/** The options of a choice: named, coloured, put in order, retired; a pasted list becomes as many. */
export function OptionsEditor({ options, onChange }: OptionsEditorProps) {
  const { t } = useWords()
  const list = useRef<HTMLUListElement>(null)
  const put = (at: number, more: Partial<OptionDraft>) =>
    onChange(options.map((option, index) => (index === at ? { ...option, ...more } : option)))
  const move = (at: number, by: 1 | -1) => {
    const option = options[at]
    if (option) onChange(options.toSpliced(at, 1).toSpliced(at + by, 0, option))
  }
  const add = () => {
    onChange([...options, newOption('', options.length + 1)])
    // Drawn by then.
    requestAnimationFrame(() => [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus())
  }
  const paste = (at: number, event: ClipboardEvent) => {
    const names = event.clipboardData
      .getData('text/plain')
      .split(/[\r\n\t]+/)
      .map((line) => line.trim())
    const lines = names.filter((line) => line !== '')
    if (lines.length < 2) return
    event.preventDefault()
    const isEmpty = options[at]?.name.trim() === '' && options[at]?.key === undefined
    const fresh = lines.map((name, index) => newOption(name.slice(0, 100), at + index + 1))
    onChange(options.toSpliced(isEmpty ? at : at + 1, isEmpty ? 1 : 0, ...fresh).slice(0, mostOptions))
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-12 font-medium text-ink-2">{t('fields.options')}</legend>
      <ul ref={list} className="flex max-h-80 flex-col gap-1.5 overflow-y-auto">
        {options.map((option, at) => (
          <OptionLine
            key={option.handle}
            option={option}
            isFirst={at === 0}
            isLast={at === options.length - 1}
            onChange={(more) => put(at, more)}
            onMove={(by) => move(at, by)}
            onRemove={() => onChange(options.toSpliced(at, 1))}
            onPaste={(event) => paste(at, event)}
          />
        ))}
      </ul>
      <Button
        variant="quiet"
        icon={IconPlus}
        onPress={add}
        isDisabled={options.length >= mostOptions}
        className="-ms-2 self-start"
      >
        {t('fields.option.add')}
      </Button>
      <p className="text-12 text-ink-3">{t('fields.options.hint')}</p>
    </fieldset>
  )
}

interface OptionLineProps {
  readonly option: OptionDraft
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onChange: (more: Partial<OptionDraft>) => void
  readonly onMove: (by: 1 | -1) => void
  /** Of one that was never kept. */
  readonly onRemove: () => void
  readonly onPaste: (event: ClipboardEvent) => void
}

function OptionLine({ option, isFirst, isLast, onChange, onMove, onRemove, onPaste }: OptionLineProps) {
  const { t } = useWords()
  const name = option.name.trim() || t('fields.option')
  const take = () => (option.key === undefined ? onRemove() : onChange({ retired: !option.retired }))
  return (
    <li className={cx('flex items-center gap-1.5', option.retired && 'opacity-75')} onPaste={onPaste}>
      <Menu
        label={t('fields.option.colour', { name })}
        placement="bottom start"
        trigger={
          <Button aria-label={t('fields.option.colour', { name })} className="w-8 shrink-0 px-0!">
            <span className="grid size-4 place-items-center">{optionDot(option.colour)}</span>
          </Button>
        }
      >
        {tagColours.map((id) => (
          <MenuItem
            key={id}
            mark={optionDot(id)}
            isSelected={id === option.colour}
            onAction={() => onChange({ colour: id })}
          >
            {t(`codes.tag_colour.${id}`)}
          </MenuItem>
        ))}
      </Menu>
      <TextField
        label={t('fields.option')}
        hideLabel
        value={option.name}
        onChange={(typed) => onChange({ name: typed })}
        maxLength={100}
        className="flex-1"
      />
      {option.retired && <Badge>{t('fields.retired')}</Badge>}
      <span className="flex shrink-0">
        <IconButton
          icon={IconArrowUp}
          label={t('fields.up', { name })}
          isDisabled={isFirst}
          onPress={() => onMove(-1)}
          className="max-tablet:hidden"
        />
        <IconButton
          icon={IconArrowDown}
          label={t('fields.down', { name })}
          isDisabled={isLast}
          onPress={() => onMove(1)}
          className="max-tablet:hidden"
        />
        <IconButton
          icon={option.retired ? IconRestore : IconArchive}
          label={t(option.retired ? 'fields.restore' : 'fields.retire', { name })}
          onPress={take}
        />
      </span>
    </li>
  )
}
