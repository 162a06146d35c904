import { hasOwnFields, isFieldOf } from '../../../contract/import-fields.ts'
import { fieldNameOf, type NewField } from '../../../contract/import-new-fields.ts'
import type { ImportMapping } from '../../../contract/imports.ts'
import { fail } from '../../kernel/fail.ts'
import type { TargetStage } from './guessing/stage-words.ts'
import { isEncoding } from './reading/encoding.ts'

interface Readable {
  readonly name: string
  readonly headers: readonly string[]
}

/** Refuses a mapping that names what is not there: files, columns, fields, encodings, stages. */
export function checkMapping(
  mapping: ImportMapping,
  files: readonly Readable[],
  stages: readonly Pick<TargetStage, 'key'>[],
): void {
  const refuse = (...problem: string[]) => fail('import_mapping_invalid', { problem: problem.join(': ') })
  for (const [name, { kind, encoding, fields, newFields = {} }] of Object.entries(mapping.files)) {
    const file = files.find((one) => one.name === name)
    if (!file) return refuse('file_unknown', name)
    if (!isEncoding(encoding)) return refuse('encoding_unknown', name, encoding)
    for (const [field, header] of Object.entries(fields)) {
      if (!isFieldOf(kind, field)) return refuse('field_unknown', name, field)
      if (!file.headers.includes(header)) return refuse('column_unknown', name, header)
    }
    const names = new Set<string>()
    for (const [header, field] of Object.entries(newFields)) {
      const problem = !hasOwnFields(kind) ? 'no_fields_of_own' : newFieldProblem(header, field, file.headers, fields)
      if (problem !== null) return refuse(problem, name, header)
      const called = (field.name ?? fieldNameOf(header)).toLowerCase()
      if (names.has(called)) return refuse('field_twice', name, header)
      names.add(called)
    }
  }
  for (const [name, { stage }] of Object.entries(mapping.stages)) {
    if (stage !== null && !stages.some(({ key }) => key === stage)) refuse('stage_unknown', name, stage)
  }
}

function newFieldProblem(
  header: string,
  { name, kind, options }: NewField,
  headers: readonly string[],
  fields: Readonly<Record<string, string>>,
): string | null {
  if (!headers.includes(header)) return 'column_unknown'
  if (Object.values(fields).includes(header)) return 'column_twice'
  if (name === undefined && fieldNameOf(header) === '') return 'field_without_name'
  if (options && options.length > 0 && kind !== 'choice' && kind !== 'multi_choice') return 'options_without_choice'
  return null
}
