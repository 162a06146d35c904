import { importFileKinds, importSystems } from '../../contract/import-fields.ts'
import type { ImportMapping } from '../../contract/imports.ts'
import { Badge, SelectField, useFormats, useWords } from '../ui/index.ts'
import { ColumnList } from './column-list.tsx'
import { FileFormat, SheetField } from './file-format.tsx'
import { KeptMapping } from './kept-mapping.tsx'
import { columnsOf, withColumn, withKind, withNewField } from './mapping.ts'
import type { FileMapping, ImportFile } from './mapping.ts'
import type { Rereading } from './use-reread.ts'

interface FileCardProps {
  readonly importId: string
  readonly file: ImportFile
  readonly mapping: FileMapping
  /** How sure the guess of each field was. */
  readonly confidence: Readonly<Record<string, number>> | undefined
  readonly stages: ImportMapping['stages']
  readonly reading: Rereading
  readonly onChange: (mapping: FileMapping) => void
}

/** One file: what it holds, what each of its columns is taken for, and how its text is read. Every column is listed, so that none is lost unseen. */
export function FileCard({ importId, file, mapping, confidence, stages, reading, onChange }: FileCardProps) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <section className="card flex min-w-0 flex-col gap-3 p-4">
      <header className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-50">
          <h2 className="truncate text-15 font-semibold">
            <bdi>{file.name}</bdi>
          </h2>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-ink-3">
            {t('importing.file.rows', { rows: file.rows, text: number(file.rows) })}
            {file.system && <Badge>{t('importing.system', { system: importSystems[file.system] })}</Badge>}
          </p>
        </div>
        <SheetField file={file} mapping={mapping} reading={reading} />
        <SelectField
          label={t('importing.file.kind')}
          className="w-52"
          value={mapping.kind}
          options={importFileKinds.map((kind) => ({ id: kind, label: t(`importing.kind.${kind}`) }))}
          onChange={(kind) => onChange(withKind(mapping, kind))}
        />
      </header>
      {mapping.kind !== 'ignore' && (
        <ColumnList
          label={t('importing.columns-of', { file: file.name })}
          kind={mapping.kind}
          columns={columnsOf(file, mapping, confidence)}
          onChange={(header, field) => onChange(withColumn(mapping, header, field))}
          onMake={(fields) =>
            onChange(fields.reduce((read, [header, field]) => withNewField(read, header, field), mapping))
          }
        />
      )}
      <FileFormat file={file} mapping={mapping} reading={reading} onChange={onChange} />
      {mapping.kind !== 'ignore' && <KeptMapping importId={importId} file={file} mapping={mapping} stages={stages} />}
    </section>
  )
}
