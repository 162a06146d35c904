import { useState } from 'react'

interface Typed<Row, Fields> {
  /** The row, with what was typed in place of it. */
  readonly values: Row
  /** What was typed alone: what is to be saved. */
  readonly typed: Fields
  /** The version that it was typed on. */
  readonly version: number
  readonly type: (fields: Fields) => void
  readonly clear: () => void
}

/** A form over a row that others may change meanwhile: what is typed stays, every other field follows the row. */
export function useTyped<Row extends { readonly version: number }>(row: Row): Typed<Row, Partial<Row>> {
  const [draft, setDraft] = useState<{ fields: Partial<Row>; version: number } | null>(null)
  const fields = draft?.fields ?? {}
  return {
    values: { ...row, ...fields },
    typed: fields,
    version: draft?.version ?? row.version,
    type: (more) =>
      setDraft((before) => ({ fields: { ...before?.fields, ...more }, version: before?.version ?? row.version })),
    clear: () => setDraft(null),
  }
}
