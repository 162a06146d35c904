import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import { useEffect, useState } from 'react'
import { IconButton, copyText, cx, useWords } from '../ui/index.ts'

/** Code as it is to be copied; strings and numbers of JSON stand out a little. */
export function CodeBlock({ code, label, className }: { code: string; label?: string; className?: string }) {
  return (
    <div className={cx('relative my-2 rounded-3 border border-line bg-sunken', className)} dir="ltr">
      <CopyButton text={code} className="absolute end-1 top-1" />
      {/* Wide lines scroll, so the block is reached by the keyboard too. */}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
        tabIndex={0}
        role="region"
        aria-label={label ?? code.split('\n')[0] ?? ''}
        className="max-h-120 overflow-auto py-2.5 ps-3 pe-10 font-mono text-12"
      >
        <code>{/^[[{]/.test(code) ? <Coloured json={code} /> : code}</code>
      </pre>
    </div>
  )
}

function CopyButton({ text, label, className }: { text: string; label?: string; className?: string }) {
  const { t } = useWords()
  const [isDone, setIsDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setIsDone(false), 1_500)
    return () => clearTimeout(timer)
  }, [isDone])
  const copy = async () => setIsDone(await copyText(text))
  return (
    <IconButton
      icon={isDone ? IconCheck : IconCopy}
      label={isDone ? t('reference.copied') : (label ?? t('reference.copy'))}
      onPress={() => void copy()}
      className={className}
    />
  )
}

const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?|true|false|null)/g

function Coloured({ json }: { json: string }) {
  const pieces = []
  let at = 0
  for (const found of json.matchAll(tokens)) {
    const [whole, text, colon] = found
    pieces.push(json.slice(at, found.index))
    pieces.push(
      <span key={found.index} className={text === undefined ? 'text-warn' : colon ? 'text-accent' : 'text-ok'}>
        {text ?? whole}
      </span>,
      colon ?? '',
    )
    at = found.index + whole.length
  }
  return [...pieces, json.slice(at)]
}
