import { useState } from 'react'
import {
  type CardVersion,
  cardVersions,
  delimiters,
  type DelimiterName,
  type ExportFile,
  makeExport,
  tableFormats,
} from '../../contract/exports.ts'
import type { ListKind } from '../../contract/fields.ts'
import type { Language } from '../../contract/primitives.ts'
import { call } from '../api.ts'
import { Button, Checkbox, Dialog, Form, RadioCards, SelectField, toast, useFormats, useWords } from '../ui/index.ts'
import type { RowsQuery } from '../views/kinds.ts'
import { useExport } from './use-export.ts'

/** Which rows and columns: those of a list, or of them the chosen ones. */
export interface Exported {
  readonly kind: ListKind
  readonly columns: readonly string[]
  readonly query: RowsQuery
  readonly ids?: readonly string[]
}

type Format = (typeof tableFormats)[number] | 'cards'

/** Which format, and what can be said of it; then the file is made and saved. */
export function ExportDialog({ onClose, ...exported }: Exported & { readonly onClose: () => void }) {
  const { t, language } = useWords()
  const { kind, ids } = exported
  const [format, setFormat] = useState<Format>('xlsx')
  const [csv, setCsv] = useState<CsvStyle>({ delimiter: usualDelimiter(language), mark: true })
  const [version, setVersion] = useState<CardVersion>('4.0')
  const work = useExport(({ fileName }) => {
    toast({ text: t('exports.saved', { name: fileName }) })
    onClose()
  })
  const begin = () => call(makeExport, { body: bodyOf(exported, format, csv, version, language) })
  const formats: readonly Format[] = kind === 'people' ? [...tableFormats, 'cards'] : tableFormats
  return (
    <Dialog title={t('exports.dialog.title', { list: t(`views.kind.${kind}`) })} isOpen onClose={onClose}>
      <Form
        onSubmit={() => work.start(begin)}
        problem={work.error}
        actions={
          <Button type="submit" variant="primary" isPending={work.isPending}>
            {t('exports.button')}
          </Button>
        }
      >
        <p className="text-ink-2">
          {ids ? t('exports.dialog.chosen', { count: ids.length }) : t('exports.dialog.all')}
        </p>
        <RadioCards
          label={t('exports.format')}
          value={format}
          onChange={setFormat}
          options={formats.map((value) => ({
            value,
            title: t(`exports.format.${value}`),
            description: t('exports.format.more', { format: value }),
          }))}
        />
        {format === 'csv' && <CsvFields style={csv} onChange={setCsv} />}
        {format === 'cards' ? (
          <SelectField
            label={t('exports.version')}
            value={version}
            onChange={setVersion}
            options={cardVersions.map((id) => ({ id, label: t(`exports.version.${id.slice(0, 1)}`) }))}
          />
        ) : (
          <p className="text-12 text-ink-2">{t('exports.defused', { format })}</p>
        )}
        {work.file && <Progress file={work.file} />}
      </Form>
    </Dialog>
  )
}

interface CsvStyle {
  readonly delimiter: DelimiterName
  readonly mark: boolean
}

function CsvFields({ style, onChange }: { style: CsvStyle; onChange: (style: CsvStyle) => void }) {
  const { t } = useWords()
  return (
    <>
      <SelectField
        label={t('exports.delimiter')}
        value={style.delimiter}
        onChange={(delimiter) => onChange({ ...style, delimiter })}
        options={delimiters.map((id) => ({ id, label: t(`exports.delimiter.${id}`) }))}
      />
      <Checkbox isSelected={style.mark} onChange={(mark) => onChange({ ...style, mark })}>
        {t('exports.mark')}
      </Checkbox>
    </>
  )
}

/** How many rows are in the file so far. */
function Progress({ file }: { file: ExportFile }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <p role="status" className="text-ink-2">
      {file.status === 'queued' ? t('exports.waiting') : t('exports.progress', { rows: number(file.rows, 0) })}
    </p>
  )
}

/** Where numbers have a decimal comma, spreadsheet programs part the cells by semicolons. */
function usualDelimiter(language: Language): DelimiterName {
  return language === 'sv' || language === 'da' || language === 'tr' ? 'semicolon' : 'comma'
}

function bodyOf(
  { kind, columns, query, ids }: Exported,
  format: Format,
  csv: CsvStyle,
  version: CardVersion,
  language: Language,
) {
  const { filter, sort, q } = query
  const rows = {
    ...(filter === undefined ? {} : { filter: { ...filter } }),
    ...(sort === undefined ? {} : { sort }),
    ...(q === undefined || q === '' ? {} : { q }),
    ...(ids === undefined ? {} : { ids: [...ids] }),
  }
  if (format === 'cards') return { kind: 'cards' as const, version, language, ...rows }
  return { kind: 'table' as const, of: kind, columns: [...columns], format, language, ...csv, ...rows }
}
