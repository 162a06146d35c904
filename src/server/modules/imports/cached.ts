const most = 20_000

/** What a cell reads as, kept: the same few hundred days come again and again, and in a log the same amount with all that happened to a case. */
export function cached<Value>(read: (cell: string) => Value): (cell: string) => Value {
  const known = new Map<string, Value>()
  return (cell) => {
    const before = known.get(cell)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const value = read(cell)
    known.set(cell, value)
    return value
  }
}
