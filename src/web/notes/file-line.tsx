import { useMutation } from '@tanstack/react-query'
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs'
import IconFileSpreadsheet from '@tabler/icons-react/dist/esm/icons/IconFileSpreadsheet.mjs'
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs'
import IconFileTypePdf from '@tabler/icons-react/dist/esm/icons/IconFileTypePdf.mjs'
import IconFileZip from '@tabler/icons-react/dist/esm/icons/IconFileZip.mjs'
import IconPhoto from '@tabler/icons-react/dist/esm/icons/IconPhoto.mjs'
import IconPresentation from '@tabler/icons-react/dist/esm/icons/IconPresentation.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { deleteFile, downloadFile, restoreFile } from '../../contract/files.ts'
import type { StoredFile } from '../../contract/files.ts'
import { call, callForFile } from '../api.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Ago, Button, IconButton, saveFile, toast, useProblemWords, useWords } from '../ui/index.ts'
import type { Icon } from '../ui/index.ts'
import { useNotesChanged } from './about.ts'

/** A file: a press saves it, the bin takes it away with a way back. */
export function FileLine({ file }: { file: StoredFile }) {
  const { t, locale } = useWords()
  const say = useProblemWords()
  const changed = useNotesChanged()
  const mayEdit = useRight('base.edit')
  const { timeZone } = useSession().workspace
  const params = { id: file.id }
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const save = useMutation({ mutationFn: () => fetchFile(file), onError })
  const restore = useMutation({ mutationFn: () => call(restoreFile, { params }), onSuccess: changed, onError })
  const remove = useMutation({
    mutationFn: () => call(deleteFile, { params }),
    onSuccess: () => {
      changed()
      toast({ text: t('notes.file.deleted', { file: file.name }), onUndo: () => restore.mutate() })
    },
    onError,
  })
  return (
    <li className="group/file flex min-h-8.5 items-center gap-1">
      <Button
        variant="quiet"
        isPending={save.isPending}
        onPress={() => save.mutate()}
        className="min-w-0 shrink justify-start! px-1.5! font-normal! text-ink!"
      >
        <span className="flex min-w-0 items-center gap-2">
          <FileIcon mediaType={file.mediaType} />
          <span className="truncate font-medium">
            <bdi>{file.name}</bdi>
          </span>
          <span className="sr-only">{t('notes.file.save')}</span>
        </span>
      </Button>
      <span className="ms-auto shrink-0 text-12 text-ink-3">
        <bdi>{sizeOf(file.bytes, locale)}</bdi>
        <span className="hidden tablet:inline">
          {' · '}
          <Ago value={file.createdAt} timeZone={timeZone} />
        </span>
      </span>
      {mayEdit && (
        <IconButton
          icon={IconTrash}
          label={t('notes.file.delete', { file: file.name })}
          isPending={remove.isPending}
          onPress={() => remove.mutate()}
        />
      )}
    </li>
  )
}

async function fetchFile({ id, name }: StoredFile): Promise<void> {
  saveFile(await callForFile(downloadFile, { params: { id } }), name)
}

export function sizeOf(bytes: number, locale: string): string {
  const [unit, divisor] =
    bytes < 1_000
      ? (['byte', 1] as const)
      : bytes < 1_000_000
        ? (['kilobyte', 1_000] as const)
        : (['megabyte', 1_000_000] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / divisor)
}

function FileIcon({ mediaType }: Pick<StoredFile, 'mediaType'>) {
  const Glyph = icons.find(([part]) => mediaType.includes(part))?.[1] ?? IconFile
  return <Glyph size={18} stroke={1.5} className="shrink-0 text-ink-3" />
}

const icons: readonly (readonly [string, Icon])[] = [
  ['pdf', IconFileTypePdf],
  ['image/', IconPhoto],
  ['video/', IconPhoto],
  ['spreadsheet', IconFileSpreadsheet],
  ['presentation', IconPresentation],
  ['word', IconFileText],
  ['opendocument', IconFileText],
  ['text/', IconFileText],
  ['zip', IconFileZip],
]
