import { type Playbook, aspects } from '../../../../contract/stage-playbook.ts'
import { languages } from '../../../../contract/primitives.ts'
import { readCatalogue } from '../../../../words/catalogues.ts'

export const noPlaybook: Playbook = { questions: [], dos: [], donts: [] }

/**
 * Questions that lead to what a deal needs without asking straight, in every language: buyers speak their own. Of each two the
 * first is to be asked of everybody.
 */
export function clues(): Playbook {
  const written = languages.map((language) => ({ language, catalogue: readCatalogue('qualification', language) }))
  const questions = aspects.flatMap((aspect) =>
    (['first', 'second'] as const).map((which) => ({
      key: `${aspect}-${which}`,
      aspect,
      isClue: true,
      isMust: which === 'first',
      texts: written.map(({ language, catalogue }) => ({
        language,
        text: catalogue.get(`qualification.clue.${aspect}.${which}`) ?? '',
      })),
    })),
  )
  return { ...noPlaybook, questions }
}
