import type { BulkEdit } from '../../contract/bulk-edits.ts'
import { toast, useWords } from '../ui/index.ts'

/** Says what edits came to, and why rows were left as they were, with the way back. */
export function useTold(undo: (edits: readonly BulkEdit[]) => Promise<void>): (edits: readonly BulkEdit[]) => void {
  const { t } = useWords()
  return (edits) => {
    const count = edits.reduce((sum, edit) => sum + edit.changed, 0)
    const refused = Map.groupBy(
      edits.flatMap((edit) => edit.refused),
      ({ code }) => reason(code),
    )
    const why = [...refused].map(([code, parts]) =>
      t('views.bulk.reason', {
        count: parts.reduce((sum, part) => sum + part.count, 0),
        why: t(`views.bulk.refused.${code}`),
      }),
    )
    const undoable = edits.filter((edit) => edit.undoable)
    toast({
      text: [t('views.bulk.done', { count }), ...why].join(' '),
      ...(count === 0 && why.length > 0 ? { tone: 'bad' as const } : {}),
      ...(undoable.length > 0 ? { onUndo: () => void undo(undoable) } : {}),
    })
  }
}

/** The reasons that have words of their own; what is rare is said in general. */
function reason(code: string): 'gone' | 'changed' | 'other' {
  if (code === 'not_found') return 'gone'
  return code === 'version_conflict' ? 'changed' : 'other'
}
