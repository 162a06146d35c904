import type { PasteField } from '../../../contract/lists.ts'
import { decides } from '../scoring/index.ts'

// What companies call themselves by law, as the last word of a name; a name that has it is no person's.
const legalForm =
  /(?:^|[\s,])(?:ab|hb|kb|ek\. för\.|inc|llc|ltd|limited|plc|corp|gmbh|ag|as|a\/s|aps|i\/s|oy|oyj|bv|b\.v\.|nv|sa|s\.a\.|srl|sarl|a\.ş|aş|ltd\. şti|şti|בע"מ|בע״מ|จำกัด|มหาชน)\.?$/iu
const legalThai = /^(?:บริษัท|หจก|ห้างหุ้นส่วน)/u

const isEmail = (cell: string) => /\S@\S+\.\S/.test(cell)
const isPhone = (cell: string) => /^[+(]?[\d\s()./–-]{6,}$/.test(cell) && (cell.match(/\d/g)?.length ?? 0) >= 6
const isLinkedin = (cell: string) => /linkedin\.com/i.test(cell)
const isDomain = (cell: string) => /^(?:https?:\/\/)?(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:\/\S*)?$/u.test(cell)
const isCompany = (cell: string) => legalForm.test(cell) || legalThai.test(cell)

const tellers: readonly (readonly [PasteField, (cell: string) => boolean])[] = [
  ['email', isEmail],
  ['linkedin', isLinkedin],
  ['phone', isPhone],
  ['domain', isDomain],
  ['company', isCompany],
  ['title', decides],
]

/**
 * What the columns of a table without a header hold, by what stands in them. What tells itself comes first; the rest are,
 * in the order people write them, name, company, title, city: "Anna Berg, Kestrel AB, anna@kestrel.se, +46 70 123 45 67".
 */
export function guessByContent(rows: readonly (readonly string[])[]): (PasteField | null)[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  const taken = new Set<PasteField>()
  const take = (field: PasteField) => {
    if (taken.has(field)) return null
    taken.add(field)
    return field
  }
  const columns = Array.from({ length: width }, (_, at) =>
    rows.map((cells) => cells[at] ?? '').filter((cell) => cell !== ''),
  )
  const told = columns.map((cells) => {
    const found = cells.length > 0 && tellers.find(([, tells]) => cells.filter(tells).length * 2 > cells.length)
    return found ? take(found[0]) : null
  })
  // Whoever begins with a company and gives nobody's address tells of the company, and where it is.
  const plainFields: readonly PasteField[] =
    told[0] === 'company' && !taken.has('email') ? ['city', 'country'] : ['name', 'company', 'title', 'city']
  return told.map((field, at) => {
    if (field !== null || (columns[at]?.length ?? 0) === 0) return field
    const plain = plainFields.find((one) => !taken.has(one))
    return plain ? take(plain) : null
  })
}
