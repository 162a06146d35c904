/** A property of a card. */
export interface Line {
  /** Properties of one group belong together: a number and what it is called. */
  readonly group: string | null
  readonly name: string
  /** In lower case: 'work', 'cell', 'pref'. */
  readonly types: readonly string[]
  /** Decoded, with the escapes of its kind still in it. */
  readonly value: string
}

/** What a card says, by the names of the columns it is shown in. */
export type Card = ReadonlyMap<string, string>

// In the order of the table. Named as address books export them, so that they are known like any other file's columns.
const order = [
  'Name',
  'First Name',
  'Middle Name',
  'Last Name',
  'Name Prefix',
  'Name Suffix',
  'Nickname',
  'Company',
  'Department',
  'Job Title',
  'Role',
  'E-mail Address',
  'Work E-mail',
  'Home E-mail',
  'Phone',
  'Mobile Phone',
  'Work Phone',
  'Home Phone',
  'Fax',
  'Street',
  'Street 2',
  'City',
  'State',
  'Postal Code',
  'Country',
  'Work Street',
  'Work Street 2',
  'Work City',
  'Work State',
  'Work Postal Code',
  'Work Country',
  'Home Street',
  'Home Street 2',
  'Home City',
  'Home State',
  'Home Postal Code',
  'Home Country',
  'Website',
  'LinkedIn',
  'Birthday',
  'Categories',
  'Notes',
  'UID',
] as const

/** The columns in their order, the second of a kind behind the first: Phone, Phone (2). */
export function columnsOf(names: ReadonlySet<string>): string[] {
  const rank = (name: string) => {
    const [, base = name, times = '1'] = /^(.*?)(?: \((\d+)\))?$/.exec(name) ?? []
    const known: readonly string[] = order
    return known.indexOf(base) * 1000 + Number(times)
  }
  return [...names].toSorted((one, other) => rank(one) - rank(other))
}

/** What the properties of one card say; what has no column here, such as pictures and keys, is left out. */
export function cardOf(lines: readonly Line[]): Card {
  const card = new Map<string, string>()
  const put = (column: string, value: string) => {
    const text = value.trim()
    if (text === '' || [...card].some(([name, known]) => known === text && name.startsWith(column))) return
    let name = column
    for (let times = 2; card.has(name); times++) name = `${column} (${times})`
    card.set(name, text)
  }
  const labels = new Map(lines.flatMap(labelOf))
  const labelled = lines.map((line) => {
    const label = line.group === null ? undefined : labels.get(line.group)
    return label === undefined ? line : { ...line, types: [...line.types, label] }
  })
  // Whoever is preferred comes first.
  const preferred = labelled.toSorted((one, other) => Number(isPreferred(other)) - Number(isPreferred(one)))
  for (const line of preferred) write(line, put)
  return card
}

/** What Apple's address book calls the properties of a group: `_$!<Mobile>!$_`. */
function labelOf({ group, name, value }: Line): [string, string][] {
  return group !== null && name === 'X-ABLABEL' ? [[group, value.replace(/^_\$!<|>!\$_$/g, '').toLowerCase()]] : []
}

function isPreferred({ types }: Line): boolean {
  return types.includes('pref') || types.includes('1')
}

type Put = (column: string, value: string) => void

function write(line: Line, put: Put): void {
  const { name, value } = line
  const text = () => parts(value, null)[0] ?? ''
  switch (name) {
    case 'FN':
      return put('Name', text())
    case 'N':
      return each(['Last Name', 'First Name', 'Middle Name', 'Name Prefix', 'Name Suffix'], value, put)
    case 'ORG': {
      const [company = '', ...units] = parts(value, ';')
      put('Company', company)
      return put('Department', units.filter((unit) => unit.trim() !== '').join(', '))
    }
    case 'TEL':
      return put(phoneColumn(line), value.replace(/^tel:/i, '').replace(/;ext=/i, ' ext. '))
    case 'EMAIL':
      return put(placed(line, 'E-mail', 'E-mail Address'), text().replace(/^mailto:/i, ''))
    case 'ADR':
      return address(line, put)
    case 'URL':
    case 'X-SOCIALPROFILE':
      return put(/linkedin\./i.test(value) ? 'LinkedIn' : 'Website', text())
    case 'BDAY':
      return put('Birthday', birthday(text()))
    case 'CATEGORIES':
      return put('Categories', parts(value, ',').join(', '))
    default: {
      const column = plain[name]
      if (column !== undefined) put(column, text())
    }
  }
}

const plain: Readonly<Record<string, string>> = {
  NICKNAME: 'Nickname',
  TITLE: 'Job Title',
  ROLE: 'Role',
  NOTE: 'Notes',
  UID: 'UID',
}

function each(columns: readonly string[], value: string, put: Put): void {
  for (const [at, part] of parts(value, ';').entries()) {
    const column = columns[at]
    if (column !== undefined) put(column, part)
  }
}

function phoneColumn(line: Line): string {
  const has = (type: string) => line.types.includes(type)
  if (has('fax')) return 'Fax'
  return has('cell') || has('iphone') || has('mobile') ? 'Mobile Phone' : placed(line, 'Phone', 'Phone')
}

/** 'Work Phone' for a number at work, 'Phone' where nothing is said. */
function placed({ types }: Line, what: string, otherwise: string): string {
  if (types.includes('work')) return `Work ${what}`
  return types.includes('home') ? `Home ${what}` : otherwise
}

function address(line: Line, put: Put): void {
  const [box = '', more = '', street = '', city = '', state = '', postalCode = '', country = ''] = parts(
    line.value,
    ';',
  )
  const column = (name: string) => placed(line, name, name)
  put(column('Street'), street || box)
  put(column('Street 2'), [street === '' ? '' : box, more].filter((part) => part !== '').join(', '))
  put(column('City'), city)
  put(column('State'), state)
  put(column('Postal Code'), postalCode)
  put(column('Country'), country)
}

/** 19850412 and 1985-04-12T00:00:00Z are days; --0412 has no year and stays as it is. */
function birthday(text: string): string {
  const day = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text)
  return day ? `${day[1]}-${day[2]}-${day[3]}` : text
}

/** The parts of a value between separators that are not escaped; the whole of it without a separator. */
function parts(value: string, separator: ';' | ',' | null): string[] {
  const found = ['']
  for (const [piece] of value.matchAll(/\\.|[^\\]|\\$/gsu)) {
    if (piece === separator) found.push('')
    else if (!piece.startsWith('\\')) found[found.length - 1] += piece
    else found[found.length - 1] += /n/i.test(piece) ? '\n' : piece.slice(1)
  }
  return found
}
