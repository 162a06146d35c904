import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPin from '@tabler/icons-react/dist/esm/icons/IconPin.mjs'
import IconPinnedOff from '@tabler/icons-react/dist/esm/icons/IconPinnedOff.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { changeNote, deleteNote, restoreNote } from '../../contract/notes.ts'
import type { Note } from '../../contract/notes.ts'
import { call } from '../api.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Ago, Badge, IconButton, Menu, MenuItem, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useNotesChanged } from './about.ts'
import { FileLine } from './file-line.tsx'
import { NoteRewriter } from './note-composer.tsx'
import { RichTextView } from './rich-text-view.tsx'
import { useUpload } from './use-upload.ts'

interface NoteCardProps {
  readonly note: Note
  /** Where else it hangs, when the screen is about somebody else. */
  readonly place?: ReactNode
}

/** A note with who wrote it, what is in it, and what one can do with it. */
export function NoteCard({ note, place }: NoteCardProps) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  const [isEditing, setIsEditing] = useState(false)
  if (isEditing) return <NoteRewriter note={note} onClose={() => setIsEditing(false)} />
  const author = note.author.name ?? t('facts.actor.unknown')
  return (
    <article
      aria-label={t('notes.by', { author })}
      className="flex flex-col gap-1.5 rounded-3 border border-line bg-surface px-3 py-2"
    >
      <header className="flex min-h-6 items-center gap-2 text-12 text-ink-3">
        <span className="min-w-0 truncate font-medium text-ink-2">
          <bdi>{author}</bdi>
        </span>
        <span className="shrink-0">
          <Ago value={note.createdAt} timeZone={timeZone} />
        </span>
        {note.editedAt && <span className="shrink-0">{t('notes.edited')}</span>}
        {note.pinned && (
          <Badge tone="accent">
            <IconPin size={12} stroke={1.75} />
            {t('notes.pinned')}
          </Badge>
        )}
        {place}
        <NoteMenu note={note} author={author} onEdit={() => setIsEditing(true)} />
      </header>
      <RichTextView text={note.content} />
      {note.files.length > 0 && (
        <ul className="flex flex-col border-t border-line pt-1">
          {note.files.map((file) => (
            <FileLine key={file.id} file={file} />
          ))}
        </ul>
      )}
    </article>
  )
}

function NoteMenu({ note, author, onEdit }: { note: Note; author: string; onEdit: () => void }) {
  const { t } = useWords()
  const { member } = useSession()
  const mayEdit = useRight('base.edit')
  const mayDeleteAny = useRight('base.delete')
  const { pin, remove } = useNoteActs(note)
  const chooser = useRef<HTMLInputElement>(null)
  const upload = useUpload({ kind: 'note', id: note.id })
  if (!mayEdit) return null
  const isOwn = note.author.id === member.id || mayDeleteAny
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={({ target }) => target.files && upload.mutate([...target.files])}
      />
      <Menu
        label={t('notes.actions', { author })}
        trigger={
          <IconButton icon={IconDots} label={t('notes.actions', { author })} className="-me-1.5 ms-auto min-h-6!" />
        }
      >
        <MenuItem icon={note.pinned ? IconPinnedOff : IconPin} onAction={() => pin.mutate()}>
          {t(note.pinned ? 'notes.unpin' : 'notes.pin')}
        </MenuItem>
        <MenuItem icon={IconPaperclip} onAction={() => chooser.current?.click()}>
          {t('notes.attach')}
        </MenuItem>
        {isOwn && (
          <MenuItem icon={IconPencil} onAction={onEdit}>
            {t('notes.edit')}
          </MenuItem>
        )}
        {isOwn && (
          <MenuItem icon={IconTrash} isDanger onAction={() => remove.mutate()}>
            {t('notes.delete')}
          </MenuItem>
        )}
      </Menu>
    </>
  )
}

function useNoteActs(note: Note) {
  const { t } = useWords()
  const say = useProblemWords()
  const changed = useNotesChanged()
  const params = { id: note.id }
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const pin = useMutation({
    mutationFn: () => call(changeNote, { params, version: note.version, body: { pinned: !note.pinned } }),
    onSuccess: changed,
    onError,
  })
  const restore = useMutation({ mutationFn: () => call(restoreNote, { params }), onSuccess: changed, onError })
  const remove = useMutation({
    mutationFn: () => call(deleteNote, { params }),
    onSuccess: () => {
      changed()
      toast({ text: t('notes.deleted'), onUndo: () => restore.mutate() })
    },
    onError,
  })
  return { pin, remove }
}
