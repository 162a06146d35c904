import { useQueryClient } from '@tanstack/react-query'

/** The record that a note or a file hangs on. */
export interface About {
  readonly kind: 'company' | 'person' | 'household' | 'deal'
  readonly id: string
}

/** A note that files hang on. */
export interface NoteAbout {
  readonly kind: 'note'
  readonly id: string
}

/** As a new note or file names it. */
export function aboutField({ kind, id }: About | NoteAbout): Partial<Record<`${About['kind']}Id`, string>> {
  return { [`${kind}Id`]: id }
}

/** As a list of notes or files asks for it. */
export function aboutFilter({ kind, id }: About): Partial<Record<About['kind'], string>> {
  return { [kind]: id }
}

/** Has everything that shows notes or files read anew. */
export function useNotesChanged(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['notes', 'files', 'story']) void queries.invalidateQueries({ queryKey: [key] })
  }
}
