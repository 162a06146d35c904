import { useMutation } from '@tanstack/react-query'
import { addFile, fileLimitBytes } from '../../contract/files.ts'
import { Problem, call } from '../api.ts'
import { toast, useProblemWords } from '../ui/index.ts'
import { aboutField, useNotesChanged } from './about.ts'
import type { About, NoteAbout } from './about.ts'

/** Sends files one after the other; what was sent stays when a later one is refused. */
export function useUpload(about: About | NoteAbout) {
  const say = useProblemWords()
  const changed = useNotesChanged()
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        // Known before the way: a large file would be sent in vain.
        if (file.size > fileLimitBytes) throw new Problem({ code: 'too_large', data: { limitBytes: fileLimitBytes } })
        const form = new FormData()
        for (const [field, id] of Object.entries(aboutField(about))) form.append(field, id)
        form.append('file', file, file.name)
        await call(addFile, { body: form })
      }
    },
    onSettled: changed,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}
