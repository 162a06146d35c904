import type { StageQuestion } from '../../contract/stage-playbook.ts'
import type { Language } from '../../contract/primitives.ts'

/** A question in the reader's language, or as it was first written. */
export function questionText({ texts }: StageQuestion, language: Language): StageQuestion['texts'][number] {
  return texts.find((text) => text.language === language) ?? texts[0] ?? { language, text: '' }
}
