import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs'
import IconEdit from '@tabler/icons-react/dist/esm/icons/IconEdit.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { ExportAction } from '../exports/export-action.tsx'
import { MergeChosen } from '../duplicates/merge-chosen.tsx'
import { Button, IconButton, ProgressBar, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { StartChosen } from '../sequences/start-chosen.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import type { RowsQuery } from './kinds.ts'
import { type BulkActs, useBulk } from './use-bulk.ts'
import type { Selection } from './use-selection.ts'

interface BulkBarProps {
  readonly kind: ListKind
  /** Those that the list shows. */
  readonly columns: readonly string[]
  readonly selection: Selection
  readonly query: RowsQuery
  /** Whether there are rows that the selection does not name: only then "all" means more. */
  readonly hasMore: boolean
  readonly onChanged: () => void
}

const archivable: readonly ListKind[] = ['companies', 'people', 'households']

/** What can be done with the chosen rows; floats over the list while any are chosen. */
export function BulkBar({ kind, columns, selection, query, hasMore, onChanged }: BulkBarProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const say = useProblemWords()
  const [isOpen, setIsOpen] = useState(false)
  const bulk = useBulk(kind, selection, query, onChanged)
  const archive = () => {
    bulk.begin({ archive: true }).catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
  }
  if (bulk.running) return <Progress bulk={bulk} />
  if (selection.size === 0 && !selection.isAll) return null
  return (
    <section
      aria-label={t('views.bulk.bar')}
      className="fixed inset-x-0 bottom-16 z-30 mx-auto flex w-fit max-w-[calc(100vw-32px)] animate-appear flex-wrap items-center gap-1 rounded-3 bg-raised p-1.5 ps-4 shadow-dialog desktop:bottom-6 print:hidden"
    >
      <p role="status" className="me-2 font-medium">
        {selection.isAll
          ? t('views.bulk.all')
          : t('views.bulk.chosen', { count: selection.size, number: number(selection.size, 0) })}
      </p>
      {hasMore && !selection.isAll && (
        <Button variant="quiet" onPress={selection.chooseAll}>
          {t('views.bulk.choose-all')}
        </Button>
      )}
      <Button icon={IconEdit} onPress={() => setIsOpen(true)}>
        {t('views.bulk.edit')}
      </Button>
      {!selection.isAll && <MergeChosen list={kind} ids={[...selection.ids]} onMerged={selection.clear} />}
      {archivable.includes(kind) && (
        <Button icon={IconArchive} onPress={() => archive()}>
          {t('views.bulk.archive')}
        </Button>
      )}
      {kind === 'people' && <StartChosen selection={selection} query={query} />}
      <ExportAction
        as="button"
        kind={kind}
        columns={columns}
        query={query}
        {...(selection.isAll ? {} : { ids: [...selection.ids] })}
      />
      <IconButton icon={IconX} label={t('views.bulk.clear')} shortcut="Esc" onPress={selection.clear} />
      {isOpen && (
        <BulkDialog
          kind={kind}
          onClose={() => setIsOpen(false)}
          onAct={async (act) => {
            await bulk.begin(act)
            setIsOpen(false)
          }}
        />
      )}
    </section>
  )
}

/** How far a long edit is. */
function Progress({ bulk: { running } }: { bulk: BulkActs }) {
  const { t } = useWords()
  const { number } = useFormats()
  if (!running) return null
  const words = t('views.bulk.progress', { processed: number(running.processed, 0), total: number(running.total, 0) })
  return (
    <section
      aria-label={t('views.bulk.bar')}
      className="fixed inset-x-0 bottom-16 z-30 mx-auto flex w-80 max-w-[calc(100vw-32px)] flex-col gap-2 rounded-3 bg-raised p-4 shadow-dialog desktop:bottom-6 print:hidden"
    >
      <p role="status" className="font-medium">
        {words}
      </p>
      <ProgressBar label={words} value={running.processed} max={running.total} />
    </section>
  )
}
