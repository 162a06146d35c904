import type { VisitStatus } from '../../contract/visits.ts'
import type { Tone } from '../ui/index.ts'

export const outcomeTones: Record<VisitStatus, Tone> = {
  planned: 'plain',
  no_answer: 'plain',
  refused: 'bad',
  revisit: 'warn',
  talked: 'accent',
  sold: 'ok',
}
