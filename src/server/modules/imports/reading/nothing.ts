/*
 * What a cell says that says nothing: what a list shows before anything is chosen, and what programs write for "no value".
 * Compared without the signs around it, in lower case.
 */
const words = `
  select, select one, please select, choose, none, null, n/a, n.a, not applicable, not available, not specified, not set, undefined, blank, empty, no value, nan, #ref, #value, #name, #div/0, #num, #null
  välj, välj ett alternativ, ingen, inget, saknas, ej angivet, ej angiven, ej tillämpligt, uppgift saknas
  בחר, בחרו, נא לבחור, יש לבחור, ללא, אין, לא צוין, לא רלוונטי, ריק
  seç, seçin, seçiniz, lütfen seçin, lütfen seçiniz, yok, belirtilmemiş, belirtilmedi, boş, geçerli değil
  vælg, ingen, intet, ikke angivet, mangler, ikke relevant
  เลือก, โปรดเลือก, กรุณาเลือก, ไม่มี, ไม่ระบุ, ว่าง, ไม่มีข้อมูล
`
const nothing = new Set(
  words
    .trim()
    .split(/[,\n]/)
    .map((word) => word.trim().replace(/^#/, '')),
)
const longest = Math.max(...[...nothing].map((word) => word.length)) + 8
// How most cells are told from all of these words: by their length, and by how they begin.
const beginnings = new Set([...nothing].map((word) => beginning(word)))

function beginning(word: string): number {
  // Of ASCII, upper and lower case are alike in this; other letters are lower case already.
  return word.length * 0x10000 + (word.charCodeAt(0) | 0x20)
}

/**
 * Whether a cell says nothing: empty, '-', 'N/A', '--None--', 'Select', 'ไม่ระบุ'. A name is nothing only with signs
 * around it: there are people called Null, and companies called Select.
 */
export function saysNothing(cell: string, isName: boolean): boolean {
  if (cell === '') return true
  if (cell.length > longest) return false
  // Most cells begin with a letter and end with one, or are numbers: those are decided without the rest.
  if (plain.test(cell)) return !isName && beginnings.has(beginning(cell)) && nothing.has(cell.toLowerCase())
  const bare = cell.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '')
  if (bare === '') return /^[-–—―_.*#/\\?'"()<>[\]]+$/u.test(cell)
  const isDressed = bare.length < cell.length || bare.includes('/')
  return (isDressed || !isName) && nothing.has(bare.toLowerCase())
}

const plain = /^[A-Za-z0-9][^/]*[A-Za-z0-9]$/

const noneOfThem = new Set('none, ingen, inget, ללא, אין, yok, intet, ไม่มี'.split(', '))

/**
 * Whether a cell that says nothing elsewhere may be an answer among several to choose from: a plan "None" beside "Basic" and "Pro". Not with
 * signs around it: '--None--' is what a list shows before anything is chosen; 'N/A' and 'null' are never chosen.
 */
export function saysNone(cell: string): boolean {
  return noneOfThem.has(cell.toLowerCase())
}

const notKnown = new Set('unknown, okänd, okänt, לא ידוע, לא ידועה, bilinmiyor, bilinmeyen, ukendt, ไม่ทราบ'.split(', '))

/**
 * Whether a cell says that nobody knows, signs around it or not. Where deals come from, and what trade a company is in, are then
 * nothing: else *unknown* would be compared with real sources, and ranked. Other fields may hold it as one answer among several.
 */
export function saysUnknown(cell: string): boolean {
  return notKnown.has(cell.replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, '').toLowerCase())
}
