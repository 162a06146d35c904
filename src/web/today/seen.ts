import { useEffect } from 'react'
import { useSession } from '../shell/session.ts'

/** What this browser remembers of somebody's first steps: the screens looked at, and whether the list was put away. */
type Mark = 'board' | 'insights' | 'dismissed'

/** Remembers that the screen was looked at, once there was something to see on it. */
export function useSeen(mark: Mark, isSeen = true): void {
  const { workspace } = useSession()
  useEffect(() => {
    if (isSeen) remember(workspace.id, mark)
  }, [workspace.id, mark, isSeen])
}

export function remember(workspaceId: string, mark: Mark): void {
  localStorage.setItem(keyOf(workspaceId, mark), '1')
}

export function isRemembered(workspaceId: string, mark: Mark): boolean {
  return localStorage.getItem(keyOf(workspaceId, mark)) !== null
}

function keyOf(workspaceId: string, mark: Mark): string {
  return `rondo.first-steps.${workspaceId}.${mark}`
}
