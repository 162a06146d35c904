import { importFields, importFileKinds } from '../../contract/imports.ts'
import { Badge, SelectField, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column, Tone } from '../ui/index.ts'
import { FileFormat } from './file-format.tsx'
import { columnsOf, withColumn, withKind } from './mapping.ts'
import type { FileColumn, FileMapping, ImportFile } from './mapping.ts'

interface FileCardProps {
  readonly file: ImportFile
  readonly mapping: FileMapping
  /** How sure the guess of each field was. */
  readonly confidence: Readonly<Record<string, number>> | undefined
  readonly onChange: (mapping: FileMapping) => void
}

/** One file: what it holds, what each of its columns is taken for, and how its text is read. Every column is listed, so that none is lost unseen. */
export function FileCard({ file, mapping, confidence, onChange }: FileCardProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const columns = useColumnColumns(mapping, onChange)
  return (
    <section className="card flex min-w-0 flex-col gap-3 p-4">
      <header className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-50">
          <h2 className="truncate text-15 font-semibold">
            <bdi>{file.name}</bdi>
          </h2>
          <p className="text-12 text-ink-3">{t('importing.file.rows', { rows: file.rows, text: number(file.rows) })}</p>
        </div>
        <SelectField
          label={t('importing.file.kind')}
          className="w-52"
          value={mapping.kind}
          options={importFileKinds.map((kind) => ({ id: kind, label: t(`importing.kind.${kind}`) }))}
          onChange={(kind) => onChange(withKind(mapping, kind))}
        />
      </header>
      {mapping.kind !== 'ignore' && (
        <>
          <Table
            label={t('importing.columns-of', { file: file.name })}
            columns={columns}
            rows={columnsOf(file, mapping, confidence)}
            rowKey={({ header }) => header}
          />
          <FileFormat mapping={mapping} onChange={onChange} />
        </>
      )}
    </section>
  )
}

function useColumnColumns(mapping: FileMapping, onChange: (mapping: FileMapping) => void): Column<FileColumn>[] {
  const { t } = useWords()
  const options = [
    { id: notTaken, label: t('importing.column.not-taken') },
    ...importFields[mapping.kind].map((field) => ({ id: field, label: t(`imports.field.${field}`) })),
  ]
  return [
    {
      key: 'header',
      title: t('importing.column'),
      isRowHeader: true,
      cell: ({ header }) => <bdi>{header}</bdi>,
    },
    { key: 'samples', title: t('importing.column.samples'), cell: ({ samples }) => <Samples values={samples} /> },
    {
      key: 'field',
      title: t('importing.column.field'),
      cell: ({ header, field }) => (
        <SelectField
          label={t('importing.column.field-of', { column: header })}
          hideLabel
          className="w-52"
          value={field ?? notTaken}
          options={options}
          onChange={(id) => onChange(withColumn(mapping, header, id === notTaken ? null : id))}
        />
      ),
    },
    { key: 'confidence', title: t('importing.column.guess'), cell: (column) => <Confidence {...column} /> },
  ]
}

const notTaken = 'not-taken'

function Samples({ values }: { values: readonly string[] }) {
  return (
    <ul className="flex max-w-80 flex-wrap gap-x-2 text-12 text-ink-2">
      {values.map((value) => (
        <li key={value} className="max-w-40 truncate not-last:after:text-ink-3 not-last:after:content-['_·']">
          <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  )
}

function Confidence({ field, confidence }: Pick<FileColumn, 'field' | 'confidence'>) {
  const { t } = useWords()
  if (field === null || confidence === null) return null
  const sure = confidence >= 0.8 ? 'sure' : confidence >= 0.5 ? 'likely' : 'unsure'
  return <Badge tone={tones[sure]}>{t(`importing.guess.${sure}`)}</Badge>
}

const tones = { sure: 'ok', likely: 'plain', unsure: 'warn' } satisfies Record<string, Tone>
