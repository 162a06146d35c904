import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { discardDraft, publishDraft } from '../../contract/process.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { call } from '../api.ts'
import { useProcessRefresh } from './process-query.ts'
import { editedOf, sentStages } from './stage-edits.ts'
import type { Edited } from './stage-edits.ts'
import { useHistory } from './use-history.ts'
import { useStoredDraft } from './use-stored-draft.ts'

/**
 * A draft being edited: it stores itself a moment after each change. What somebody else stored meanwhile is put together with what is on this
 * screen, and where both changed the same, that is said.
 */
export function useDraft(draft: ProcessVersion) {
  const { value: edited, change, replace, undo, redo } = useHistory<Edited>(() => editedOf(draft))
  const stored = useStoredDraft(draft, edited, replace)
  const refresh = useProcessRefresh()
  const handles = useRef(0)
  const params = { id: draft.id }
  const publish = useMutation({ mutationFn: () => call(publishDraft, { params }), onSettled: refresh })
  const discard = useMutation({ mutationFn: () => call(discardDraft, { params }), onSuccess: refresh })
  return {
    ...stored,
    edited,
    change,
    undo,
    redo,
    publish,
    discard,
    /** The stages with the keys they will have. */
    sent: () => ({ stages: sentStages(edited.stages), overrides: edited.overrides }),
    newHandle: () => {
      handles.current += 1
      return `new ${handles.current}`
    },
  }
}

export type Draft = ReturnType<typeof useDraft>
