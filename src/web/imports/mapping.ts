import { importFields } from '../../contract/import-fields.ts'
import type { ImportKind } from '../../contract/import-fields.ts'
import type { ImportMapping, ImportResult } from '../../contract/imports.ts'

export type FileMapping = ImportMapping['files'][string]
export type ImportFile = ImportResult['files'][number]
export type StageTarget = ImportMapping['stages'][string]

/** A column of a file as it is shown for correction. */
export interface FileColumn {
  readonly header: string
  /** The first values that are not empty, at most three, none twice. */
  readonly samples: readonly string[]
  /** What it is taken for; null when it is not taken. */
  readonly field: string | null
  /** 0 to 1; null when nobody guessed. */
  readonly confidence: number | null
}

export function columnsOf(
  file: ImportFile,
  mapping: FileMapping,
  confidence: Readonly<Record<string, number>> = {},
): readonly FileColumn[] {
  return file.headers.map((header, index) => {
    const field = Object.entries(mapping.fields).find(([, column]) => column === header)?.[0] ?? null
    const values = file.sample.map((row) => row[index]?.trim() ?? '').filter((value) => value !== '')
    return {
      header,
      samples: [...new Set(values)].slice(0, 3),
      field,
      confidence: field === null ? null : (confidence[field] ?? null),
    }
  })
}

/** Takes the column for a field, or for none; whatever the field came from before is let go. */
export function withColumn(mapping: FileMapping, header: string, field: string | null): FileMapping {
  const others = Object.entries(mapping.fields).filter(([name, column]) => column !== header && name !== field)
  return { ...mapping, fields: Object.fromEntries(field === null ? others : [...others, [field, header]]) }
}

/** Takes the file for another kind; only fields that this kind has too stay matched. */
export function withKind(mapping: FileMapping, kind: ImportKind): FileMapping {
  const known: readonly string[] = importFields[kind]
  const fields = Object.entries(mapping.fields).filter(([name]) => known.includes(name))
  return { ...mapping, kind, fields: Object.fromEntries(fields) }
}

export function withFile(mapping: ImportMapping, name: string, file: FileMapping): ImportMapping {
  return { ...mapping, files: { ...mapping.files, [name]: file } }
}

export function withStage(mapping: ImportMapping, name: string, target: StageTarget): ImportMapping {
  return { ...mapping, stages: { ...mapping.stages, [name]: target } }
}
