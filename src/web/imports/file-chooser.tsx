import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import type { DropZoneProps } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import IconFileSpreadsheet from '@tabler/icons-react/dist/esm/icons/IconFileSpreadsheet.mjs'
import IconFileUpload from '@tabler/icons-react/dist/esm/icons/IconFileUpload.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { stageImport } from '../../contract/imports.ts'
import { call } from '../api.ts'
import { useGo } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Button, IconButton, Notice, cx, useProblemWords, useWords } from '../ui/index.ts'

/** Collects the files of one import: deals refer to companies, products and members, so they belong together. */
export function FileChooser() {
  const { t } = useWords()
  const say = useProblemWords()
  const go = useGo()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const [files, setFiles] = useState<readonly File[]>([])
  const read = useMutation({
    mutationFn: () => call(stageImport, { body: formOf(files) }),
    onSuccess: (staged) => {
      queries.setQueryData(['import', workspace.id, staged.importId], staged)
      go(`import/${staged.importId}`)
    },
  })
  // The same name again is the same file, corrected.
  const add = (more: readonly File[]) =>
    setFiles((known) => [...known.filter(({ name }) => !more.some((file) => file.name === name)), ...more])
  return (
    <section aria-label={t('importing.choose')} className="flex flex-col gap-3">
      <FileDrop hasFiles={files.length > 0} onAdd={add} />
      {files.length > 0 && (
        <div className="card flex flex-col gap-3 p-4">
          <FileList files={files} onRemove={(file) => setFiles(files.filter((each) => each !== file))} />
          {read.isError && <Notice tone="bad">{say(read.error)}</Notice>}
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-12 text-ink-3">{t('importing.choose.safe')}</p>
            <Button variant="primary" isPending={read.isPending} onPress={() => read.mutate()}>
              {t('importing.read', { count: files.length })}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}

interface FileDropProps {
  /** With files chosen it steps back: the way on is below. */
  readonly hasFiles: boolean
  readonly onAdd: (files: readonly File[]) => void
}

function FileDrop({ hasFiles, onAdd }: FileDropProps) {
  const { t } = useWords()
  return (
    <DropZone
      aria-label={t('importing.drop')}
      getDropOperation={() => 'copy'}
      onDrop={(event) => void droppedFiles(event).then(onAdd)}
      className={cx(
        'flex flex-col items-center gap-2 rounded-4 border-2 border-dashed border-line-strong bg-surface px-6 text-center transition-colors data-drop-target:border-accent data-drop-target:bg-accent-soft',
        hasFiles ? 'py-5' : 'py-10',
      )}
    >
      {!hasFiles && (
        <>
          <IconFileUpload size={36} stroke={1.25} className="mb-1 text-accent" />
          <p className="text-18 font-semibold tracking-tight">{t('importing.drop')}</p>
          <p className="mb-3 max-w-120 text-balance text-ink-2">{t('importing.drop.more')}</p>
        </>
      )}
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx', '.xlsm', '.ods', '.vcf', 'text/csv', 'text/vcard']}
        onSelect={(list) => list && onAdd([...list])}
      >
        <Button variant={hasFiles ? 'plain' : 'primary'}>
          {t(hasFiles ? 'importing.choose.more' : 'importing.choose')}
        </Button>
      </FileTrigger>
    </DropZone>
  )
}

function FileList({ files, onRemove }: { files: readonly File[]; onRemove: (file: File) => void }) {
  const { t, locale } = useWords()
  return (
    <ul className="flex flex-col">
      {files.map((file) => (
        <li key={file.name} className="flex min-h-8.5 items-center gap-2 border-b border-line last:border-b-0">
          <IconFileSpreadsheet size={18} stroke={1.5} className="shrink-0 text-ink-3" />
          <bdi className="min-w-0 flex-1 truncate font-medium">{file.name}</bdi>
          <bdi className="text-12 text-ink-3">{sizeOf(file, locale)}</bdi>
          <IconButton icon={IconX} label={t('ui.remove', { name: file.name })} onPress={() => onRemove(file)} />
        </li>
      ))}
    </ul>
  )
}

type DropEvent = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]

async function droppedFiles({ items }: DropEvent): Promise<File[]> {
  const found = items.map((item) => (item.kind === 'file' ? item.getFile() : null))
  return (await Promise.all(found)).filter((file) => file !== null)
}

function sizeOf({ size }: File, locale: string): string {
  const [unit, divisor] = size < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const)
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 })
  return format.format(size / divisor)
}

function formOf(files: readonly File[]): FormData {
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  return form
}
