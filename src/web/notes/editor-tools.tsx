import { useEditorState } from '@tiptap/react'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import IconBold from '@tabler/icons-react/dist/esm/icons/IconBold.mjs'
import IconHeading from '@tabler/icons-react/dist/esm/icons/IconHeading.mjs'
import IconItalic from '@tabler/icons-react/dist/esm/icons/IconItalic.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconList from '@tabler/icons-react/dist/esm/icons/IconList.mjs'
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs'
import IconQuote from '@tabler/icons-react/dist/esm/icons/IconQuote.mjs'
import { isSafeLink } from '../../contract/rich-text.ts'
import { Button, IconButton, TextField, useWords } from '../ui/index.ts'
import type { Icon } from '../ui/index.ts'

interface Tool {
  readonly id: string
  readonly icon: Icon
  readonly isOn: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

const tools: readonly Tool[] = [
  {
    id: 'bold',
    icon: IconBold,
    isOn: (editor) => editor.isActive('bold'),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    id: 'italic',
    icon: IconItalic,
    isOn: (editor) => editor.isActive('italic'),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    id: 'heading',
    icon: IconHeading,
    isOn: (editor) => editor.isActive('heading', { level: 2 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    id: 'bullets',
    icon: IconList,
    isOn: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    id: 'numbers',
    icon: IconListNumbers,
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    id: 'quote',
    icon: IconQuote,
    isOn: (editor) => editor.isActive('blockquote'),
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
]

/** Marks and blocks by mouse; the keys are those every editor has (Mod+B, Mod+I, "- " for a list). */
export function EditorTools({ editor }: { editor: Editor }) {
  const { t } = useWords()
  const [isLinking, setIsLinking] = useState(false)
  const on = useEditorState({ editor, selector: () => tools.map((tool) => tool.isOn(editor)) })
  const isLink = useEditorState({ editor, selector: () => editor.isActive('link') })
  const link = () => {
    if (isLink) editor.chain().focus().extendMarkRange('link').unsetLink().run()
    else setIsLinking(true)
  }
  return (
    <div className="border-b border-line">
      <div role="toolbar" aria-label={t('notes.tools')} className="flex flex-wrap gap-0.5 p-1">
        {tools.map(({ id, icon, run }, at) => (
          <IconButton
            key={id}
            icon={icon}
            label={t(`notes.tool.${id}`)}
            aria-pressed={on[at] ?? false}
            onPress={() => run(editor)}
            className={on[at] ? 'bg-accent-soft text-accent!' : ''}
          />
        ))}
        <IconButton
          icon={IconLink}
          label={t('notes.tool.link')}
          aria-pressed={isLink}
          onPress={link}
          className={isLink ? 'bg-accent-soft text-accent!' : ''}
        />
      </div>
      {isLinking && <LinkField editor={editor} onClose={() => setIsLinking(false)} />}
    </div>
  )
}

function LinkField({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useWords()
  const [address, setAddress] = useState('')
  const href = /^[a-z]+:/i.test(address) || address === '' ? address : `https://${address}`
  const set = () => {
    if (!isSafeLink(href)) return
    const { empty } = editor.state.selection
    const chain = editor.chain().focus()
    if (empty) chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.extendMarkRange('link').setLink({ href }).run()
    onClose()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') set()
    else onClose()
  }
  return (
    <div role="group" aria-label={t('notes.tool.link')} onKeyDown={press} className="flex items-end gap-2 px-2 pb-2">
      <TextField
        label={t('notes.link')}
        hideLabel
        type="url"
        autoFocus
        placeholder="https://"
        value={address}
        onChange={setAddress}
        className="flex-1"
      />
      <Button isDisabled={!isSafeLink(href)} onPress={set}>
        {t('notes.link.set')}
      </Button>
    </div>
  )
}
