import { useMutation } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import IconNote from '@tabler/icons-react/dist/esm/icons/IconNote.mjs'
import { changeNote, writeNote } from '../../contract/notes.ts'
import type { Note } from '../../contract/notes.ts'
import type { RichText } from '../../contract/rich-text.ts'
import { call } from '../api.ts'
import { refusalOf, saveFields } from '../people/edit.ts'
import { useRight } from '../shell/session.ts'
import { Kbd, Skeleton, useShortcut, useWords } from '../ui/index.ts'
import { aboutField, useNotesChanged } from './about.ts'
import type { About } from './about.ts'
import { RichTextView } from './rich-text-view.tsx'

// The editor is larger than all the rest of a record's page: it comes when somebody writes.
const load = () => import('./note-editor.tsx')
const NoteEditor = lazy(async () => ({ default: (await load()).NoteEditor }))

/** What was begun and not saved, by record: leaving the page for a moment loses no words. */
const begun = new Map<string, RichText>()

/** A line to write a note on; N opens it. */
export function NoteComposer({ about }: { about: About }) {
  const { t } = useWords()
  const mayWrite = useRight('base.edit')
  const changed = useNotesChanged()
  const key = `${about.kind} ${about.id}`
  const [isOpen, setIsOpen] = useState(begun.has(key))
  const close = () => {
    begun.delete(key)
    setIsOpen(false)
  }
  const write = useMutation({
    mutationFn: (content: RichText) => call(writeNote, { body: { ...aboutField(about), content } }),
    onSuccess: () => {
      close()
      changed()
    },
  })
  useShortcut({ keys: 'N', label: t('notes.write'), run: () => setIsOpen(true), isDisabled: !mayWrite || isOpen })
  if (!mayWrite) return null
  if (!isOpen) {
    return (
      <button
        type="button"
        onPointerEnter={() => void load()}
        onClick={() => setIsOpen(true)}
        className="control flex w-full cursor-text items-center gap-2 rounded-3! px-3 py-1.5 text-start text-ink-3 print:hidden"
      >
        <IconNote size={16} stroke={1.75} className="shrink-0" />
        <span className="min-w-0 flex-1 truncate">{t('notes.write')}</span>
        <Kbd keys="N" quiet />
      </button>
    )
  }
  return (
    <Suspense fallback={<Skeleton className="h-40" />}>
      <NoteEditor
        label={t('notes.new')}
        initial={begun.get(key) ?? null}
        onChange={(text) => begun.set(key, text)}
        onSave={(text) => write.mutate(text)}
        onCancel={close}
        isSaving={write.isPending}
        problem={write.error}
      />
    </Suspense>
  )
}

/** A note under the pen again. */
export function NoteRewriter({ note, onClose }: { note: Note; onClose: () => void }) {
  const { t } = useWords()
  const changed = useNotesChanged()
  // Written on the note as it was when it was opened, whatever others change meanwhile.
  const [opened] = useState(note)
  const rewrite = useMutation({
    mutationFn: (content: RichText) => {
      const send = (body: { content?: RichText }, version: number) =>
        call(changeNote, { params: { id: note.id }, version, body })
      const mine = <RichTextView text={content} />
      const theirs = (row: Note) => <RichTextView text={row.content} />
      const asked = { fields: ['content'], label: t('notes.edit'), mine, theirs }
      return saveFields({ row: opened, send, keep: changed }, { content }, opened.version, [asked])
    },
    onSuccess: onClose,
  })
  return (
    <Suspense fallback={<Skeleton className="h-40" />}>
      <NoteEditor
        label={t('notes.edit')}
        initial={opened.content}
        onSave={(text) => rewrite.mutate(text)}
        onCancel={onClose}
        isSaving={rewrite.isPending}
        problem={refusalOf(rewrite.error)}
      />
    </Suspense>
  )
}
