import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { changeDraft, discardDraft, publishDraft } from '../../contract/process.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { call } from '../api.ts'
import { isSame } from './draft-changes.ts'
import { useProcessRefresh } from './process-query.ts'
import { editedOf, sentStages, withoutHandle } from './stage-edits.ts'
import type { Edited } from './stage-edits.ts'

/**
 * A draft being edited. Changes stay on this screen until they are saved as a whole on the version they were made on; publishing saves
 * first.
 */
export function useDraft(draft: ProcessVersion) {
  const [saved, setSaved] = useState(draft)
  const [edited, setEdited] = useState<Edited>(() => editedOf(draft))
  const refresh = useProcessRefresh()
  const handles = useRef(0)
  const isChanged = !isSame(plain(edited), plain(editedOf(saved)))

  const store = async (): Promise<ProcessVersion> => {
    if (!isChanged) return saved
    const body = { overrides: edited.overrides, stages: sentStages(edited.stages) }
    const stored = await call(changeDraft, { params: { id: saved.id }, version: saved.version, body })
    setSaved(stored)
    // The server's stages, under the handles that the rows have: nothing on the screen may jump.
    const stages = editedOf(stored).stages.map((stage, at) => ({
      ...stage,
      handle: edited.stages[at]?.handle ?? stage.key,
    }))
    setEdited({ stages, overrides: stored.overrides })
    return stored
  }
  const save = useMutation({ mutationFn: store, onSuccess: refresh })
  const publish = useMutation({
    mutationFn: async () => {
      const stored = await store()
      return call(publishDraft, { params: { id: stored.id } })
    },
    onSuccess: refresh,
  })
  const discard = useMutation({
    mutationFn: () => call(discardDraft, { params: { id: saved.id } }),
    onSuccess: refresh,
  })
  return {
    edited,
    setEdited,
    isChanged,
    save,
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

function plain({ stages, overrides }: Edited) {
  return { overrides, stages: stages.map(withoutHandle) }
}
