import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { cx } from '../ui/cx.ts'
import { blocksOf, partsOf } from './blocks.ts'
import type { Block } from './blocks.ts'

interface MarkdownProps {
  readonly text: string
  /** Where a link of the text leads: an address, or null for one that the reader has no page for. */
  readonly addressOf: (target: string) => string | null
  readonly pictureOf: (source: string) => string | undefined
}

/** The Markdown that our own guide is written in, as elements: what else there is stays as it was typed. */
export function Markdown({ text, ...rest }: MarkdownProps) {
  return blocksOf(text).map((block, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- a page never changes while it is shown
    <BlockView key={at} block={block} {...rest} />
  ))
}

function BlockView({ block, ...how }: { block: Block } & Omit<MarkdownProps, 'text'>) {
  const inline = (text: string) => <Inline text={text} addressOf={how.addressOf} />
  switch (block.kind) {
    case 'heading': {
      const Tag = block.level === 1 ? 'h2' : block.level === 2 ? 'h3' : 'h4'
      return <Tag className={headings[Tag]}>{inline(block.text)}</Tag>
    }
    case 'paragraph':
      return <p className="my-2">{inline(block.text)}</p>
    case 'list': {
      const Tag = block.isOrdered ? 'ol' : 'ul'
      return (
        <Tag className={cx('my-2 ps-6', block.isOrdered ? 'list-decimal' : 'list-disc')}>
          {block.items.map((item) => (
            <li key={item} className="my-1">
              {inline(item)}
            </li>
          ))}
        </Tag>
      )
    }
    case 'table':
      return <Rows rows={block.rows} inline={inline} />
    case 'picture': {
      const source = how.pictureOf(block.source)
      return source === undefined ? null : (
        <img
          src={source}
          alt={block.alt}
          loading="lazy"
          className="my-4 h-auto max-w-full rounded-3 border border-line shadow-card"
          {...(block.width === null ? {} : { width: block.width })}
        />
      )
    }
  }
}

const headings = {
  h2: 'mb-3 text-24 font-semibold tracking-tight',
  h3: 'mt-7 mb-2 text-18 font-semibold',
  h4: 'mt-5 mb-1 text-15 font-semibold',
}

function Rows({ rows, inline }: { rows: readonly (readonly string[])[]; inline: (text: string) => ReactNode }) {
  const [head = [], ...body] = rows
  return (
    <div className="my-3 overflow-x-auto">
      <table className="border-collapse text-start">
        <thead>
          <tr>
            {head.map((cell) => (
              <th
                key={cell}
                scope="col"
                className="border-b border-line-strong py-1.5 pe-6 text-start font-medium text-ink-2"
              >
                {inline(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell) => (
                <td key={cell} className="border-b border-line py-1.5 pe-6 align-top">
                  {inline(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Inline({ text, addressOf }: Pick<MarkdownProps, 'text' | 'addressOf'>) {
  return partsOf(text).map((part, at) => {
    const key = `${at} ${part.text}`
    const inside = <Inline text={part.text} addressOf={addressOf} />
    switch (part.kind) {
      case 'text':
        return part.text
      case 'strong':
        return <strong key={key}>{inside}</strong>
      case 'em':
        return <em key={key}>{inside}</em>
      case 'code':
        return (
          <code key={key} className="rounded-1 bg-sunken px-1 py-0.5 text-12">
            {part.text}
          </code>
        )
      case 'link': {
        const address = addressOf(part.target)
        return address === null ? (
          <span key={key}>{part.text}</span>
        ) : (
          <Link key={key} to={address} className="font-medium text-accent hover:underline">
            {part.text}
          </Link>
        )
      }
    }
  })
}
