import type { UnreadableReason } from '../../../../contract/unreadable.ts'
import { archiveKind, openArchive } from './archive.ts'
import { bytesAt, type Source } from './source.ts'
import { Unreadable } from './unreadable.ts'

/** The first bytes of files that are no tables, and what they are. */
const foreign: readonly (readonly [reason: UnreadableReason, bytes: string])[] = [
  ['pdf', '%PDF-'],
  ['archive', '\x1f\x8b'], // gzip
  ['archive', '7z\xbc\xaf\x27\x1c'],
  ['archive', 'Rar!'],
  ['not_text', '\x89PNG'],
  ['not_text', 'GIF8'],
  ['not_text', '\xff\xd8\xff'], // JPEG
  ['not_text', '{\\rtf'],
  ['not_text', 'SQLite format 3'],
]
const zips: readonly string[] = ['PK\x03\x04', 'PK\x05\x06']
const compound = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
// What other systems save under the name of a spreadsheet: a page of the web, or the XML of Excel 2003.
const page =
  /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso-application|<!doctype html|<!--|<(?:html|head|meta|table|workbook)\b)/i

/** What a file is by its content; its name may say anything. @throws Unreadable if it is none that holds a table */
export async function kindOf(source: Source): Promise<'text' | 'xlsx' | 'ods'> {
  if (source.bytes === 0) throw new Unreadable('empty')
  const head = (await bytesAt(source, 0, 1024)).toString('latin1')
  if (zips.some((mark) => head.startsWith(mark))) {
    const archive = await openArchive(source)
    try {
      return await archiveKind(archive)
    } finally {
      archive.close()
    }
  }
  if (head.startsWith(compound)) throw new Unreadable(await insideCompound(source))
  const found = foreign.find(([, mark]) => head.startsWith(mark))
  if (found) throw new Unreadable(found[0])
  if (page.test(head.replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')))
    throw new Unreadable('web_page')
  return 'text'
}

/**
 * What Microsoft's older container holds: an .xls, or a workbook behind a password. Its directory of UTF-16 names stands
 * in the sector that byte 48 names (MS-CFB 2.2).
 */
async function insideCompound(source: Source): Promise<UnreadableReason> {
  const header = await bytesAt(source, 0, 512)
  if (header.length < 512) return 'broken'
  const sector = 2 ** Math.min(12, header.readUInt16LE(30))
  const directory = await bytesAt(source, (header.readUInt32LE(48) + 1) * sector, 8192)
  const names = directory.toString('utf16le')
  if (names.includes('EncryptedPackage')) return 'encrypted'
  return names.includes('WordDocument') || names.includes('PowerPoint') ? 'not_text' : 'old_excel'
}
