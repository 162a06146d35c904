/** Field of the contract → column of the table. */
type Columns = Readonly<Record<string, string>>

type Kept<C extends Columns, Input> = {
  [Field in keyof Input as Field extends keyof C ? C[Field] : never]: Input[Field]
}

/** The columns that the named fields are kept in; fields that are not named are left out. */
export function columnsOf<const C extends Columns, Input extends object>(columns: C, input: Input): Kept<C, Input> {
  const named = Object.entries(input).filter(([field, value]) => field in columns && value !== undefined)
  // Built entry by entry: the compiler cannot follow the renaming of keys.
  return Object.fromEntries(named.map(([field, value]) => [columns[field], value])) as Kept<C, Input>
}

/** The fields of a row, as the contract names them. */
export function fieldsOf<const C extends Columns, Row extends Record<C[keyof C], unknown>>(
  columns: C,
  row: Row,
): { [Field in keyof C]: Row[C[Field]] } {
  const fields = Object.entries(columns).map(([field, column]) => [field, row[column as C[keyof C]]])
  // As above.
  return Object.fromEntries(fields) as { [Field in keyof C]: Row[C[Field]] }
}

/** The named fields that get another value than they have; lists are compared by what is in them. */
export function changedFields(current: object, input: object): string[] {
  const now = new Map(Object.entries(current))
  return Object.entries(input).flatMap(([field, value]) =>
    value === undefined || isSame(value, now.get(field)) ? [] : [field],
  )
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
