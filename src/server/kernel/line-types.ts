import type { LineType } from '../../contract/calling.ts'

/**
 * Asks a service of the operator's choice what kind of line a number belongs to. The failures of others are data: null is
 * an answer that did not come.
 * @param number as a telephone network takes it, '+46701234567'
 */
export type AskLineType = (number: string) => Promise<LineType | null>
