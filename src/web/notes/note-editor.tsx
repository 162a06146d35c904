import { EditorContent, useEditor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { isSafeLink } from '../../contract/rich-text.ts'
import type { RichText } from '../../contract/rich-text.ts'
import { Button, Notice, cx, useProblemWords, useWords } from '../ui/index.ts'
import { EditorTools } from './editor-tools.tsx'
import { MentionList } from './mention-list.tsx'
import { richTextClass } from './rich-text-view.tsx'
import { isEmpty, tidy } from './tidy.ts'
import { useMentions } from './use-mentions.ts'

const base = StarterKit.configure({
  heading: { levels: [1, 2, 3] },
  link: { openOnClick: false, isAllowedUri: (href) => isSafeLink(href) },
  dropcursor: false,
  gapcursor: false,
  trailingNode: false,
})

const box = {
  role: 'textbox',
  'aria-multiline': 'true',
  dir: 'auto',
  class: cx(richTextClass, 'min-h-18 px-3 py-2'),
}

interface NoteEditorProps {
  readonly label: string
  readonly initial: RichText | null
  readonly onChange?: (text: RichText) => void
  readonly onSave: (text: RichText) => void
  readonly onCancel: () => void
  readonly isSaving: boolean
  readonly problem: unknown
}

/** Writes rich text: Mod+Enter saves, Esc gives up. Loaded only when somebody writes. */
export function NoteEditor({ label, initial, onChange, onSave, onCancel, isSaving, problem }: NoteEditorProps) {
  const say = useProblemWords()
  const mentions = useMentions()
  const [hasText, setHasText] = useState(initial !== null)
  const editor = useEditor({
    extensions: [base, mentions.extension],
    // The contract's tree is the editor's own, only narrower.
    content: initial as object | null,
    // The page's policy takes no style tags but its own; what they would say is in `richTextClass`.
    injectCSS: false,
    editorProps: { attributes: { ...box, 'aria-label': label } },
    onUpdate: ({ editor: current }) => {
      const text = tidy(current.getJSON())
      setHasText(!isEmpty(text))
      onChange?.(text)
    },
  })
  // Not the editor's own autofocus, which may come before its element is on the page: then nothing has the focus. One that
  // was thrown away meanwhile is followed by another.
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.commands.focus('end')
  }, [editor])
  const save = () => {
    const text = editor && tidy(editor.getJSON())
    if (text && !isEmpty(text) && !isSaving) onSave(text)
  }
  // On the way down: the editor would make a line break of it.
  const send = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    event.stopPropagation()
    save()
  }
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || mentions.isOpen() || event.key !== 'Escape') return
    event.preventDefault()
    onCancel()
  }
  return (
    <div
      role="group"
      aria-label={label}
      onKeyDown={press}
      onKeyDownCapture={send}
      className="control rounded-3! p-0 focus-within:outline-2 focus-within:outline-accent"
    >
      {editor && <EditorTools editor={editor} />}
      <EditorContent editor={editor} />
      {mentions.suggesting && <MentionList suggesting={mentions.suggesting} />}
      {problem !== null && problem !== undefined && (
        <div className="px-3 pb-2">
          <Notice tone="bad">{say(problem)}</Notice>
        </div>
      )}
      <Foot hasText={hasText} isSaving={isSaving} onSave={save} onCancel={onCancel} />
    </div>
  )
}

interface FootProps {
  readonly hasText: boolean
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onCancel: () => void
}

function Foot({ hasText, isSaving, onSave, onCancel }: FootProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line p-2">
      <p className="me-auto hidden ps-1 text-12 text-ink-3 tablet:block">{t('notes.hint')}</p>
      <Button onPress={onCancel}>{t('notes.cancel')}</Button>
      <Button variant="primary" shortcut="Mod+Enter" isDisabled={!hasText} isPending={isSaving} onPress={onSave}>
        {t('notes.save')}
      </Button>
    </div>
  )
}
