import { enteredStage, fieldKey, hasOwnFields, isFieldOf, repeatedFields } from '../../contract/import-fields.ts'
import type { ImportKind } from '../../contract/import-fields.ts'
import type { ColumnProposal, NewField } from '../../contract/import-new-fields.ts'
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
  /** What it would be as a field of one's own; null where nothing stands in it, or such records have none. */
  readonly proposal: ColumnProposal | null
  /** The field that it is to become. */
  readonly newField: NewField | null
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
      proposal: (hasOwnFields(mapping.kind) ? file.proposals?.[header] : null) ?? null,
      newField: mapping.newFields?.[header] ?? null,
    }
  })
}

/** Columns that are left out, and would say something as fields. */
export function leftOut(columns: readonly FileColumn[]): readonly FileColumn[] {
  return columns.filter(({ field, newField, proposal }) => field === null && newField === null && proposal !== null)
}

/** The field that a column would become: of a choice with the values that the file has. */
export function proposedField({ kind, options }: ColumnProposal): NewField {
  return kind === 'choice' || kind === 'multi_choice' ? { kind, options } : { kind }
}

/** The field without its place in a list: `phone.work` of `phone.work:2`. */
export function listKey(key: string): string {
  return enteredStage(key) === null ? key.replace(/:\d+$/, '') : key
}

const mostInList = 9

/**
 * Takes the column for a field, or for none. A field that several columns may hold takes it beside them; any other lets go
 * of the column that it came from before.
 */
export function withColumn(before: FileMapping, header: string, field: string | null): FileMapping {
  const mapping = withoutNewField(before, header)
  const others = Object.entries(mapping.fields).filter(([, column]) => column !== header)
  if (field === null) return { ...mapping, fields: Object.fromEntries(others) }
  const taken = new Set(others.map(([key]) => key))
  const isList = repeatedFields.has(fieldKey(field).field) && enteredStage(field) === null
  const places = Array.from({ length: mostInList }, (_, at) => (at === 0 ? field : `${field}:${at + 1}`))
  const key = isList ? (places.find((place) => !taken.has(place)) ?? field) : field
  const kept = others.filter(([name]) => name !== key)
  return { ...mapping, fields: Object.fromEntries([...kept, [key, header]]) }
}

/** Makes a field of the column when the import starts. */
export function withNewField(before: FileMapping, header: string, field: NewField): FileMapping {
  const mapping = withColumn(before, header, null)
  return { ...mapping, newFields: { ...mapping.newFields, [header]: field } }
}

function withoutNewField({ newFields, ...mapping }: FileMapping, header: string): FileMapping {
  const left = Object.entries(newFields ?? {}).filter(([column]) => column !== header)
  return left.length === 0 ? mapping : { ...mapping, newFields: Object.fromEntries(left) }
}

/** Takes the file for another kind; only fields that this kind has too stay matched. */
export function withKind({ newFields, ...mapping }: FileMapping, kind: ImportKind): FileMapping {
  const fields = Object.entries(mapping.fields).filter(([key]) => isFieldOf(kind, key))
  const kept = newFields && hasOwnFields(kind) ? { newFields } : {}
  return { ...mapping, ...kept, kind, fields: Object.fromEntries(fields) }
}

export function withFile(mapping: ImportMapping, name: string, file: FileMapping): ImportMapping {
  return { ...mapping, files: { ...mapping.files, [name]: file } }
}

export function withStage(mapping: ImportMapping, name: string, target: StageTarget): ImportMapping {
  return { ...mapping, stages: { ...mapping.stages, [name]: target } }
}
