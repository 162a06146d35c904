import type { ImportKind, ImportSystem } from '../../../../contract/import-fields.ts'
import { bare, type Known, readFields } from './header-words.ts'
import { atomic } from './presets/atomic.ts'
import { dynamics } from './presets/dynamics.ts'
import { espocrm } from './presets/espocrm.ts'
import { google } from './presets/google.ts'
import { hubspot } from './presets/hubspot.ts'
import { linkedin } from './presets/linkedin.ts'
import { oracle } from './presets/oracle.ts'
import { outlook } from './presets/outlook.ts'
import { pipedrive } from './presets/pipedrive.ts'
import type { PresetFile } from './presets/preset.ts'
import { salesforce } from './presets/salesforce.ts'
import { twenty } from './presets/twenty.ts'
import { xes } from './presets/xes.ts'
import { zoho } from './presets/zoho.ts'

// Of two that know a file equally well the first counts: those whose columns are named most peculiarly come first.
const presets = [
  xes,
  google,
  outlook,
  linkedin,
  dynamics,
  hubspot,
  pipedrive,
  zoho,
  salesforce,
  oracle,
  twenty,
  espocrm,
  atomic,
] as const

/** A file of a system, with what its columns hold. */
export interface Recognised {
  readonly system: ImportSystem
  readonly kind: ImportKind
  /** Column without spaces and signs → the field it holds. */
  readonly names: ReadonlyMap<string, Known>
}

interface KnownFile extends Recognised {
  readonly sets: readonly (readonly string[])[]
}

let files: readonly KnownFile[] | null = null

/** The system that writes such columns, and what the file holds; null if none is known by them. */
export function recognise(headers: readonly string[]): Recognised | null {
  files ??= presets.flatMap(({ system, files: each }) => each.map((file) => knownFile(system, file)))
  const present = new Set(headers.map(bare))
  let best: { file: KnownFile; score: number } | null = null
  for (const file of files) {
    const least = Math.max(0, ...file.sets.map((set) => (set.every((name) => present.has(name)) ? set.length : 0)))
    if (least === 0) continue
    // What is known of the columns counts, and beside it how many of them only this system has together.
    const score = [...present].filter((name) => file.names.has(name)).length + least / 10
    if (!best || score > best.score) best = { file, score }
  }
  return best?.file ?? null
}

function knownFile(system: ImportSystem, { kind, known, fields }: PresetFile): KnownFile {
  const sets = known
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(bare))
  return { system, kind, sets, names: readFields(fields) }
}
