import { isFieldOf } from '../../../contract/import-fields.ts'
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
  for (const [name, { kind, encoding, fields }] of Object.entries(mapping.files)) {
    const file = files.find((one) => one.name === name)
    if (!file) return refuse('file_unknown', name)
    if (!isEncoding(encoding)) return refuse('encoding_unknown', name, encoding)
    for (const [field, header] of Object.entries(fields)) {
      if (!isFieldOf(kind, field)) return refuse('field_unknown', name, field)
      if (!file.headers.includes(header)) return refuse('column_unknown', name, header)
    }
  }
  for (const [name, { stage }] of Object.entries(mapping.stages)) {
    if (stage !== null && !stages.some(({ key }) => key === stage)) refuse('stage_unknown', name, stage)
  }
}
