import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import { previewUndo, undoImport } from '../../contract/import-undo.ts'
import { call } from '../api.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Button, Dialog, ErrorState, Notice, Skeleton, useProblemWords, useWords } from '../ui/index.ts'
import { UndoCountsTable } from './undo-counts.tsx'

/** Undoes an import, after showing what that would remove, give back and keep. */
export function UndoButton({ importId }: { importId: string }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const mayRun = useRight('imports.run')
  if (!mayRun) return null
  return (
    <>
      <Button icon={IconArrowBackUp} onPress={() => setOpen(true)}>
        {t('importing.undo')}
      </Button>
      {isOpen && <UndoDialog importId={importId} onClose={() => setOpen(false)} />}
    </>
  )
}

function UndoDialog({ importId, onClose }: { importId: string; onClose: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const { workspace } = useSession()
  const preview = useQuery({
    queryKey: ['import', workspace.id, importId, 'undo'],
    queryFn: () => call(previewUndo, { params: { id: importId } }),
    // As things are when it is asked.
    gcTime: 0,
  })
  const undo = useMutation({
    mutationFn: () => call(undoImport, { params: { id: importId } }),
    onSuccess: (begun) => {
      onClose()
      queries.setQueryData(['import', workspace.id, importId], begun)
      void queries.invalidateQueries({ queryKey: ['imports', workspace.id] })
    },
  })
  const counts = preview.data?.counts
  return (
    <Dialog title={t('importing.undo.title')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-ink-2">{t('importing.undo.more')}</p>
        {preview.isPending && <Skeleton className="h-30 w-full" />}
        {preview.isError && <ErrorState error={preview.error} onRetry={preview.refetch} />}
        {counts?.length === 0 && <Notice>{t('importing.undo.nothing')}</Notice>}
        {counts && counts.length > 0 && <UndoCountsTable counts={counts} />}
        {undo.isError && <Notice tone="bad">{say(undo.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            variant="primary"
            isPending={undo.isPending}
            isDisabled={!counts || counts.length === 0}
            onPress={() => undo.mutate()}
          >
            {t('importing.undo')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
