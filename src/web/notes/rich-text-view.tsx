import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { isSafeLink } from '../../contract/rich-text.ts'
import type { RichMark, RichNode, RichText } from '../../contract/rich-text.ts'
import { cx } from '../ui/index.ts'

/** How rich text looks, while it is read and while it is written. */
export const richTextClass = cx(
  'flex flex-col gap-1.5 wrap-anywhere whitespace-pre-wrap outline-none',
  '[&_h1]:text-15 [&_h1]:font-semibold [&_h2]:font-semibold [&_h3]:font-medium [&_h3]:text-ink-2',
  '[&_ul]:list-disc [&_ul]:ps-5 [&_ol]:list-decimal [&_ol]:ps-5 [&_li]:my-0.5',
  '[&_blockquote]:border-s-2 [&_blockquote]:border-line-strong [&_blockquote]:ps-3 [&_blockquote]:text-ink-2',
  '[&_pre]:overflow-x-auto [&_pre]:rounded-2 [&_pre]:bg-sunken [&_pre]:p-2 [&_pre]:font-mono [&_code]:font-mono [&_code]:text-12',
  '[&_a]:text-accent [&_a]:underline [&_hr]:border-line',
)

/** Rich text to read; the editor is not needed for it. */
export function RichTextView({ text }: { text: RichText }) {
  return (
    <div dir="auto" className={richTextClass}>
      {text.content.map((node, at) => (
        <Node key={at} node={node} />
      ))}
    </div>
  )
}

function Node({ node }: { node: RichNode }): ReactNode {
  const inner = node.content?.map((each, at) => <Node key={at} node={each} />)
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>(marked, node.text ?? '')
    case 'paragraph':
      return <p>{inner ?? <br />}</p>
    case 'heading':
      return <Heading level={node.attrs?.['level']}>{inner}</Heading>
    case 'blockquote':
      return <blockquote>{inner}</blockquote>
    case 'codeBlock':
      return (
        <pre>
          <code>{inner}</code>
        </pre>
      )
    case 'bulletList':
      return <ul>{inner}</ul>
    case 'orderedList':
      return <ol start={Number(node.attrs?.['start'] ?? 1)}>{inner}</ol>
    case 'listItem':
      return <li>{inner}</li>
    case 'horizontalRule':
      return <hr />
    case 'hardBreak':
      return <br />
    case 'mention':
      return <Mention name={String(node.attrs?.['label'] ?? '')} />
    default:
      return <Fragment>{inner}</Fragment>
  }
}

// Inside a record's sections a heading of a note is no heading of the page.
function Heading({ level, children }: { level: unknown; children: ReactNode }) {
  return <p className={level === 1 ? 'text-15 font-semibold' : 'font-semibold'}>{children}</p>
}

export const mentionClass = 'rounded-1 bg-accent-soft px-1 font-medium text-accent'

function Mention({ name }: { name: string }) {
  return (
    <span className={mentionClass}>
      @<bdi>{name}</bdi>
    </span>
  )
}

function marked(inner: ReactNode, mark: RichMark): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong className="font-semibold">{inner}</strong>
    case 'italic':
      return <em>{inner}</em>
    case 'underline':
      return <u>{inner}</u>
    case 'strike':
      return <s>{inner}</s>
    case 'code':
      return <code>{inner}</code>
    case 'link': {
      const href = mark.attrs?.['href']
      if (!isSafeLink(href)) return inner
      return (
        <a href={String(href)} target="_blank" rel="noreferrer noopener nofollow">
          {inner}
        </a>
      )
    }
    default:
      return inner
  }
}
