import { useInfiniteQuery } from '@tanstack/react-query'
import { DropZone } from 'react-aria-components/DropZone'
import type { DropZoneProps } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import { listFiles } from '../../contract/files.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useRight } from '../shell/session.ts'
import { Button, ErrorState, Skeleton, useWords } from '../ui/index.ts'
import { aboutFilter } from './about.ts'
import type { About } from './about.ts'
import { FileLine } from './file-line.tsx'
import { useUpload } from './use-upload.ts'

/** The files of a record: dropped or chosen, listed, saved, taken away. */
export function FilesSection({ about, of }: { about: About; of: string }) {
  const { t } = useWords()
  const mayEdit = useRight('base.edit')
  const upload = useUpload(about)
  const files = useInfiniteQuery({
    queryKey: ['files', about.kind, about.id],
    queryFn: ({ pageParam }) =>
      call(listFiles, { query: { ...aboutFilter(about), limit: 20, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const items = files.data?.pages.flatMap((page) => page.items) ?? []
  const list = (
    <>
      {files.isPending && <Skeleton className="h-8.5" />}
      {files.isError && <ErrorState error={files.error} onRetry={() => void files.refetch()} />}
      {files.isSuccess && items.length === 0 && (
        <p className="py-1 text-ink-3">{t(mayEdit ? 'notes.files.drop' : 'notes.files.none')}</p>
      )}
      <ul className="flex flex-col">
        {items.map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
      </ul>
      {files.hasNextPage && (
        <Button variant="quiet" isPending={files.isFetchingNextPage} onPress={() => void files.fetchNextPage()}>
          {t('notes.more')}
        </Button>
      )}
    </>
  )
  return (
    <Section
      title={t('notes.files')}
      label={t('notes.files.of', { name: of })}
      actions={
        mayEdit && (
          <FileTrigger allowsMultiple onSelect={(chosen) => chosen && upload.mutate([...chosen])}>
            <Button variant="quiet" icon={IconPaperclip} isPending={upload.isPending}>
              {t('notes.files.add')}
            </Button>
          </FileTrigger>
        )
      }
    >
      {mayEdit ? (
        <DropZone
          aria-label={t('notes.files.drop')}
          getDropOperation={() => 'copy'}
          onDrop={(event) => void droppedFiles(event).then((dropped) => upload.mutate(dropped))}
          className="-mx-2 rounded-3 border border-transparent px-2 data-drop-target:border-accent data-drop-target:bg-accent-soft"
        >
          {list}
        </DropZone>
      ) : (
        list
      )}
    </Section>
  )
}

async function droppedFiles({ items }: Parameters<NonNullable<DropZoneProps['onDrop']>>[0]): Promise<File[]> {
  const found = items.map((item) => (item.kind === 'file' ? item.getFile() : null))
  return (await Promise.all(found)).filter((file) => file !== null)
}
