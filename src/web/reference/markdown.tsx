import type { ReactNode } from 'react'
import { CodeBlock } from './code-block.tsx'

/** The part of Markdown that Rondo's own API guide uses: `##` headings, paragraphs, lists, fenced code, `code` in a line. */
export function Markdown({ children }: { children: string }) {
  return children.split(/\n{2,}(?=(?:[^`]|`(?!``)|```[^]*?```)*$)/u).map((block, at) => (
    // The text never changes while it is shown.
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    <Block key={at} text={block} />
  ))
}

function Block({ text }: { text: string }) {
  if (text.startsWith('## ')) {
    const heading = text.slice(3)
    return (
      <h2 id={anchorOf(heading)} className="mt-8 mb-2 scroll-mt-16 text-18 font-semibold">
        {heading}
      </h2>
    )
  }
  if (text.startsWith('```')) return <CodeBlock code={text.replace(/^```\w*\n|\n?```$/g, '')} />
  if (text.startsWith('- ')) {
    return (
      <ul className="my-2 list-disc space-y-1 ps-5">
        {text.split('\n').map((item) => (
          <li key={item}>{inline(item.slice(2))}</li>
        ))}
      </ul>
    )
  }
  return <p className="my-2 max-w-170">{inline(text)}</p>
}

/** Headings of a Markdown text, with the anchors they get. */
export function headingsOf(text: string): { anchor: string; heading: string }[] {
  return [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => ({ anchor: anchorOf(heading), heading }))
}

/** `code` within a sentence. */
export function inline(text: string): ReactNode {
  return text.split('`').map((piece, at) =>
    at % 2 === 0 ? (
      piece
    ) : (
      <code
        key={`${at}${piece}`}
        dir="ltr"
        className="rounded-1 bg-sunken px-1 py-0.5 font-mono text-12 wrap-anywhere [unicode-bidi:isolate]"
      >
        {piece}
      </code>
    ),
  )
}

function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
