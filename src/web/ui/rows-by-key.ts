/** In a list whose rows are `li`, each with one `[data-row]` that takes the focus: goes to the next row, or the one before. */
export function focusBeside(list: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const at = rows.findIndex((row) => row.closest('li')?.contains(document.activeElement))
  const next = at < 0 ? rows[0] : rows[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** What the row in focus is called by its `data-row`. */
export function rowInFocus(): string | undefined {
  return document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-row]')?.dataset['row']
}
