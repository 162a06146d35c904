import { type ReactNode, useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { Button, Checkbox, TextField, cx } from '../ui/index.ts'
import { Page } from './page.tsx'

/** What of a library is shown: what its entries contain, and whether those that are out of use are among them. */
export interface Sought {
  readonly typed: string
  readonly withRetired: boolean
}

/** What is asked of the API for a page of it; an empty `after` is the first. */
export function soughtQuery({ typed, withRetired }: Sought, after: string) {
  return {
    limit: 100,
    ...(typed.trim() ? { q: typed } : {}),
    ...(withRetired ? { retired: 'true' as const } : {}),
    ...(after ? { after } : {}),
  }
}

interface LibraryProps {
  readonly title: string
  readonly words: { readonly add: string; readonly find: string; readonly withRetired: string }
  /** Nothing for whoever may not add. */
  readonly onAdd: (() => void) | undefined
  readonly className: string
  readonly children: (sought: Sought) => ReactNode
}

/** A place where texts are kept that people look up, and some of them write. */
export function Library({ title, words, onAdd, className, children }: LibraryProps) {
  const [typed, setTyped] = useState('')
  const [withRetired, setWithRetired] = useState(false)
  const add = onAdd && (
    <Button variant="primary" icon={IconPlus} onPress={onAdd}>
      {words.add}
    </Button>
  )
  return (
    <Page title={title} primary={add}>
      <div className={cx('mx-auto flex flex-col gap-4', className)}>
        <search className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <TextField
            label={words.find}
            name="q"
            value={typed}
            onChange={setTyped}
            className="min-w-60 flex-1"
            maxLength={100}
          />
          <Checkbox isSelected={withRetired} onChange={setWithRetired} className="pb-1">
            {words.withRetired}
          </Checkbox>
        </search>
        {children({ typed, withRetired })}
      </div>
    </Page>
  )
}
