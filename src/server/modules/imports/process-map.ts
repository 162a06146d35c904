import {
  type MapColumn,
  type ReadMapFile,
  type ReadStage,
  mapColumns,
  mostStages,
} from '../../../contract/process-map-files.ts'
import { type Criterion, type Phase, criterionKinds, phases } from '../../../contract/process.ts'
import { languages } from '../../../contract/primitives.ts'
import { words } from '../../../words/node.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import type { UploadBody } from '../../kernel/route.ts'
import { readNumber } from './reading/amounts.ts'
import type { Layout } from './reading/layout.ts'
import { fileSource } from './reading/source.ts'
import { findTable } from './reading/table.ts'
import { Unreadable } from './reading/unreadable.ts'

/** The stages that a file tells of, by its columns; nothing is written. */
export async function readProcessMap(ctx: Context, { files }: UploadBody): Promise<ReadMapFile> {
  const [file] = files
  if (file === undefined) return fail('import_file_unreadable', { file: '', reason: 'empty' })
  try {
    const { layout } = await findTable(fileSource(file.path, file.bytes), ctx.workspace.language)
    return stagesIn(layout, file.name)
  } catch (error) {
    if (error instanceof Unreadable) return fail('import_file_unreadable', { file: file.name, reason: error.reason })
    throw error
  }
}

function stagesIn({ headers, sample }: Pick<Layout, 'headers' | 'sample'>, file: string): ReadMapFile {
  const columns = columnsOf(headers)
  const place = new Map(columns.flatMap((column, at) => (column === null ? [] : [[column, at] as const])))
  if (!place.has('name')) fail('import_file_unreadable', { file, reason: 'unknown_kind' })
  const cellOf = (record: readonly string[]) => (column: MapColumn) => {
    const at = place.get(column)
    return at === undefined ? null : (record[at] ?? '').trim()
  }
  const told = sample.map(cellOf).filter((cell) => cell('name') !== '')
  const stages = told.slice(0, mostStages).map(stageOf)
  return {
    columns: headers.map((header, at) => ({ header, column: columns[at] ?? null })),
    stages,
    left: sample.length - stages.length,
  }
}

function stageOf(cell: (column: MapColumn) => string | null, number: number): ReadStage {
  return {
    name: (cell('name') ?? '').slice(0, 80),
    phases: phasesOf(cell('phase'), cell('name')),
    purpose: cell('purpose')?.slice(0, 1000) || null,
    buyerStep: cell('buyerStep')?.slice(0, 1000) || null,
    entryCriteria: criteriaOf(cell('entryCriteria'), `in-${number + 1}`),
    exitCriteria: criteriaOf(cell('exitCriteria'), `out-${number + 1}`),
    durationDays: wholeOf(cell('durationDays'), 3650),
    conversionPercent: percentOf(cell('conversionPercent')),
    deals: wholeOf(cell('deals'), 1_000_000),
  }
}

// Beside the words of our own screens and files, what such columns are called elsewhere.
const otherNames: Readonly<Record<MapColumn, string>> = {
  name: 'stage, stage name, step, name, steg, namn, שלב, שם, aşama, aşama adı, adım, ad, trin, navn, ขั้นตอน, ชื่อ',
  phase: 'phase, phases, fas, faser, פאזה, evre, fase, faser, ระยะ',
  purpose:
    'purpose, goal, description, syfte, mål, beskrivning, מטרה, תיאור, amaç, açıklama, formål, beskrivelse, จุดประสงค์, คำอธิบาย',
  buyerStep:
    'buyer step, buyers step, buyer action, köparens steg, הצעד של הקונה, alıcının adımı, køberens skridt, ก้าวของผู้ซื้อ',
  entryCriteria:
    'entry criteria, entry, inträdeskrav, תנאי כניסה, giriş koşulları, giriş ölçütleri, indgangskrav, เงื่อนไขเข้า',
  exitCriteria:
    'exit criteria, exit, criteria, gate, utträdeskrav, kriterier, תנאי יציאה, קריטריונים, çıkış koşulları, ölçütler, udgangskrav, เงื่อนไขออก, เกณฑ์',
  durationDays:
    'days, target days, duration, duration days, target duration, dagar, måldagar, varaktighet, ימים, משך, gün, süre, hedef gün, dage, varighed, วัน, ระยะเวลา',
  conversionPercent:
    'conversion, conversion %, target conversion, conversion rate, konvertering, שיעור המרה, המרה, dönüşüm, dönüşüm oranı, konvertering %, อัตราไปต่อ',
  deals: 'deals, target deals, deals a month, affärer, עסקאות, anlaşma, anlaşmalar, handler, ดีล',
}

const ownWords: Partial<Record<MapColumn, string>> = {
  purpose: 'processes.field.purpose',
  buyerStep: 'processes.field.buyerStep',
  entryCriteria: 'processes.field.entryCriteria',
  exitCriteria: 'processes.field.exitCriteria',
  durationDays: 'processes.target.days',
  conversionPercent: 'processes.target.share',
  deals: 'processes.target.deals',
}

/** What each header is called for; the first of several that mean the same has it. */
function columnsOf(headers: readonly string[]): (MapColumn | null)[] {
  const meanings = new Map<string, MapColumn>()
  for (const column of mapColumns) {
    const own = ownWords[column]
    const names = [
      ...(own === undefined ? [] : languages.map((language) => words(language).t(own))),
      ...otherNames[column].split(', '),
    ]
    for (const name of names) if (!meanings.has(plain(name))) meanings.set(plain(name), column)
  }
  const taken = new Set<MapColumn>()
  return headers.map((header) => {
    const column = meanings.get(plain(header)) ?? null
    if (column === null || taken.has(column)) return null
    taken.add(column)
    return column
  })
}

function plain(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '')
}

/** The phases that a cell names in any language; else the one that the stage is called after. */
function phasesOf(cell: string | null, name: string | null): Phase[] | null {
  const named = (text: string) =>
    phases.find((phase) =>
      languages.some((language) => plain(words(language).t(`codes.phase.${phase}`)) === plain(text)),
    )
  const told = (cell ?? '').split(/[·,;/\n]/).flatMap((part) => named(part) ?? [])
  const all = told.length > 0 ? told : [name ?? ''].flatMap((text) => named(text) ?? [])
  const [first] = all
  const last = all.at(-1)
  if (first === undefined || last === undefined) return null
  const [from, to] = [phases.indexOf(first), phases.indexOf(last)].toSorted((one, other) => one - other)
  return phases.slice(from, (to ?? 0) + 1)
}

/** One criterion a line; what is worded as one of ours is that one, anything else a sentence to confirm. */
function criteriaOf(cell: string | null, key: string): Criterion[] | null {
  if (cell === null) return null
  const lines = cell
    .split(/[\n;]/)
    .map((line) => line.replace(/^[\s☐•*-]+|\s+$/gu, ''))
    .filter((line) => line !== '')
  return lines.slice(0, 20).map((line, at) => {
    const kind = criterionKinds.find(
      (each) =>
        each !== 'statement' &&
        languages.some((language) => plain(words(language).t(`codes.criterion.${each}`)) === plain(line)),
    )
    return { key: `${key}-${at + 1}`, kind: kind ?? 'statement', text: kind ? null : line.slice(0, 300) }
  })
}

function wholeOf(cell: string | null, most: number): number | null {
  const number = numberOf(cell)
  return number === null || number < 0 || number > most ? null : Math.round(number)
}

/** 40, 40 % and 0.4 alike are 40 percent. */
function percentOf(cell: string | null): number | null {
  const number = numberOf(cell)
  if (number === null || number < 0 || number > 100) return null
  const isShare = number > 0 && number <= 1 && !/%/.test(cell ?? '') && /[.,]/.test(cell ?? '')
  return isShare ? Math.round(number * 10_000) / 100 : number
}

function numberOf(cell: string | null): number | null {
  if (cell === null) return null
  const digits = /-?\d+(?:[.,]\d+)?/.exec(cell)?.[0]
  return digits === undefined ? null : readNumber(digits, digits.includes(',') ? ',' : '.')
}
