import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { changeDraft } from '../../contract/process.ts'
import type { ProcessVersion } from '../../contract/process.ts'
import { Problem, call } from '../api.ts'
import { isSame } from './draft-changes.ts'
import { mergeDrafts } from './merge-drafts.ts'
import type { Clash } from './merge-drafts.ts'
import { editedOf, isUnnamed, sentStages, withoutHandle } from './stage-edits.ts'
import type { Edited } from './stage-edits.ts'

// Long enough that a word is finished, short enough that nobody leaves before it.
const saveAfterMilliseconds = 800

type Replace = (next: Edited | ((now: Edited) => Edited)) => void

/** Keeps what is edited stored: a moment after each change, on the version it was made on, together with what others stored. */
export function useStoredDraft(draft: ProcessVersion, edited: Edited, replace: Replace) {
  const [saved, setSaved] = useState(draft)
  // What the server has, as it was typed: it trims.
  const [clean, setClean] = useState<Edited>(() => editedOf(draft))
  const [clashes, setClashes] = useState<readonly Clash[] | null>(null)
  const isChanged = !isSame(plain(edited), plain(clean))
  const takeIn = useCallback(
    (theirs: ProcessVersion) => {
      const [base, other] = [editedOf(saved), editedOf(theirs)]
      const merged = mergeDrafts(base, edited, other)
      setSaved(theirs)
      setClean(other)
      replace(merged.edited)
      if (!isSame(plain(base), plain(other))) setClashes(merged.clashes)
    },
    [saved, edited, replace],
  )
  const save = useMutation({
    mutationFn: (sent: Edited) => send(saved, sent),
    onSuccess: ({ stored, keys }, sent) => {
      setSaved(stored)
      setClean(withKeys(sent, keys))
      // A new stage has its key from now on; what was typed meanwhile stays.
      replace((now) => withKeys(now, keys))
    },
    onError: (error) => {
      const current = currentOf(error)
      if (current) takeIn(current)
    },
  })
  const { isPending, mutate } = save
  const isRefused = save.isError && isSame(save.variables, edited) && currentOf(save.error) === null
  const mayBeSent = isChanged && edited.stages.length > 0 && !edited.stages.some(isUnnamed)
  useEffect(() => {
    if (!mayBeSent || isPending || isRefused) return
    const timer = setTimeout(() => mutate(edited), saveAfterMilliseconds)
    return () => clearTimeout(timer)
  }, [mayBeSent, isPending, isRefused, edited, mutate])
  // Somebody else's change, told live.
  useEffect(() => {
    if (draft.version > saved.version && !isPending) takeIn(draft)
  }, [draft, saved.version, isPending, takeIn])
  return {
    saved,
    isChanged,
    isSaving: isPending,
    /** What kept it from being stored; it is tried again after the next change. */
    problem: isRefused ? save.error : null,
    clashes,
    forgetClashes: () => setClashes(null),
  }
}

async function send(saved: ProcessVersion, { stages: edited, overrides }: Edited) {
  const stages = sentStages(edited)
  const stored = await call(changeDraft, {
    params: { id: saved.id },
    version: saved.version,
    body: { overrides, stages },
  })
  return { stored, keys: new Map(edited.map(({ handle }, at) => [handle, stages[at]?.key ?? ''])) }
}

function withKeys(edited: Edited, keys: ReadonlyMap<string, string>): Edited {
  return { ...edited, stages: edited.stages.map((stage) => ({ ...stage, key: keys.get(stage.handle) ?? stage.key })) }
}

/** The draft as it is, where it was refused because somebody else has stored it meanwhile. */
function currentOf(error: unknown): ProcessVersion | null {
  if (!(error instanceof Problem) || error.code !== 'version_conflict') return null
  // The contract's answer to an edit of an older version: the row as it is.
  return Reflect.get(error.data, 'current') as ProcessVersion
}

function plain({ stages, overrides }: Edited) {
  return { overrides, stages: stages.map(withoutHandle) }
}
