import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useAddRecord } from '../search/add-record.ts'
import type { Added } from '../search/add-record.ts'
import { useAddingSection } from '../search/adding.ts'
import { useCommandGroups } from '../search/command-groups.ts'
import { useEnglish } from '../search/english.ts'
import { PaletteHints } from '../search/hints.tsx'
import { listId, optionId, PaletteList } from '../search/palette-list.tsx'
import { useRecordAddress } from '../search/record-address.ts'
import { useRows } from '../search/rows.ts'
import type { Row } from '../search/rows.ts'
import { usePicking } from '../search/use-picking.ts'
import { IconButton } from '../ui/button.tsx'
import { useWords } from '../words/language.tsx'

interface PaletteProps {
  readonly onClose: () => void
  readonly onSheet: () => void
}

/** ⌘K: every record, place and command by typing a part of its name. What it offers is registered in commands.ts. */
export function Palette({ onClose, onSheet }: PaletteProps) {
  const { t } = useWords()
  const [adding, setAdding] = useState<Added | null>(null)
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-40 flex animate-appear items-start justify-center bg-scrim tablet:p-4 tablet:pt-[12vh]"
    >
      <Modal className="flex h-dvh w-full flex-col bg-raised tablet:h-auto tablet:max-w-160 tablet:rounded-4 tablet:shadow-dialog">
        <AriaDialog aria-label={t('shell.command')} data-modal className="flex min-h-0 flex-1 flex-col outline-none">
          {adding ? (
            <NameField kind={adding} onBack={() => setAdding(null)} onClose={onClose} />
          ) : (
            <Finder onClose={onClose} onSheet={onSheet} onAdd={setAdding} />
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function Finder({ onClose, onSheet, onAdd }: PaletteProps & { onAdd: (kind: Added) => void }) {
  const navigate = useNavigate()
  const addressOf = useRecordAddress()
  const [text, setText] = useState('')
  const groups = useCommandGroups({ onSheet, onAdd })
  const { sections, isCurrent, error } = useRows(text, groups, useEnglish())
  const adds = useAddingSection(text)
  const shown = adds && isCurrent ? [...sections, adds] : sections
  const run = (row: Row, asPage: boolean) => {
    if (row.type !== 'command' || !row.command.keepsOpen) onClose()
    if (row.type === 'command') return row.command.run()
    void navigate({ href: addressOf(row.found, asPage) })
  }
  const picking = usePicking({
    rows: shown.flatMap((section) => section.rows),
    first: sections[0]?.rows[0] ?? null,
    isCurrent,
    run,
  })
  const { active } = picking
  return (
    <>
      <FinderField
        text={text}
        activeId={active && optionId(active.key)}
        onType={(typed) => {
          setText(typed)
          picking.choose(null)
        }}
        onKeyDown={picking.press}
        onClose={onClose}
      />
      <PaletteList
        sections={shown}
        active={active}
        text={text.trim()}
        isCurrent={isCurrent}
        isEmpty={sections.length === 0}
        error={error}
        onPoint={picking.choose}
        onChoose={run}
      />
      <PaletteHints hasPage={active?.type === 'record'} />
    </>
  )
}

interface FinderFieldProps {
  readonly text: string
  readonly activeId: string | null
  readonly onType: (text: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onClose: () => void
}

function FinderField({ text, activeId, onType, onKeyDown, onClose }: FinderFieldProps) {
  const { t } = useWords()
  return (
    <div className="flex items-center gap-3 border-b border-line ps-4 pe-2">
      <IconSearch size={18} className="shrink-0 text-ink-3" />
      <input
        // The palette is opened to be typed into.
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-label={t('search.field')}
        {...(activeId === null ? {} : { 'aria-activedescendant': activeId })}
        value={text}
        onChange={({ target }) => onType(target.value)}
        onKeyDown={onKeyDown}
        placeholder={t('search.field')}
        dir="auto"
        enterKeyHint="go"
        autoComplete="off"
        spellCheck={false}
        className="min-h-13 min-w-0 flex-1 bg-transparent text-15 outline-none"
      />
      <IconButton icon={IconX} label={t('ui.close')} onPress={onClose} className="tablet:hidden" />
    </div>
  )
}

function NameField({ kind, onBack, onClose }: { kind: Added; onBack: () => void; onClose: () => void }) {
  const { t } = useWords()
  const add = useAddRecord()
  const [name, setName] = useState('')
  const field = t(`search.add.${kind}.field`)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        onClose()
        void add(kind, name.trim())
      }}
      className="flex items-center gap-2 ps-2 pe-4"
    >
      <IconButton icon={IconArrowLeft} label={t('search.back')} onPress={onBack} className="rtl:rotate-180" />
      <input
        autoFocus
        aria-label={field}
        placeholder={field}
        value={name}
        maxLength={200}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onBack()
        }}
        dir="auto"
        className="min-h-13 min-w-0 flex-1 bg-transparent text-15 outline-none"
      />
      <button type="submit" className="text-12 font-medium text-accent">
        {t(`search.add.${kind}`)}
      </button>
    </form>
  )
}
