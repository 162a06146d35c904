import { makeExport } from '../../contract/exports.ts'
import { call } from '../api.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import { useExport } from './use-export.ts'

/** Saves the contact card of one person. */
export function useContactCard(personId: string): () => void {
  const { t, language } = useWords()
  const say = useProblemWords()
  const { start } = useExport(({ fileName }) => toast({ text: t('exports.saved', { name: fileName }) }))
  return () =>
    start(() => call(makeExport, { body: { kind: 'cards', ids: [personId], language } }), {
      onError: (error) => toast({ text: say(error), tone: 'bad' }),
    })
}
