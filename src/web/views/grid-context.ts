import { createContext } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import type { Tag } from '../../contract/tags.ts'
import type { CellText } from './cell-text.ts'
import type { Item } from './kinds.ts'

/** What rows and cells do. The object stays the same while the list does, so that no row is drawn for its sake. */
export interface GridActs {
  /** Makes a cell the one that keys go to. */
  readonly activate: (line: number, at: number) => void
  /** Begins to edit a cell; with a text, as if that had been typed into it. */
  readonly edit: (line: number, at: number, typed: string) => void
  /** Ends editing; and goes on to the cell so many lines and columns away. */
  readonly leave: (lines: number, columns: number) => void
  readonly save: (item: Item, field: Field, value: unknown, label: string | null) => void
  readonly open: (line: number) => void
  /** Chooses a row; with `isRange`, all from the one chosen last. */
  readonly toggle: (line: number, isRange: boolean) => void
}

interface GridContextValue {
  readonly kind: ListKind
  readonly acts: GridActs
  readonly text: CellText
  readonly tags: ReadonlyMap<string, Tag>
  readonly today: string
  readonly mayEdit: boolean
  readonly addressOf: (item: Item) => string
  /** Whether some cell is the one that Tab comes to; until then it is the first. */
  readonly hasActive: boolean
}

function missing(): never {
  throw new Error('a row stands in a grid')
}

export const GridContext = createContext<GridContextValue>({
  kind: 'companies',
  acts: { activate: missing, edit: missing, leave: missing, save: missing, open: missing, toggle: missing },
  text: missing,
  tags: new Map(),
  today: '',
  mayEdit: false,
  addressOf: missing,
  hasActive: false,
})
