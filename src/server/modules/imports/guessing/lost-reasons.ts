import type { lostReasons } from '../../../../contract/facts.ts'
import type { Row } from '../cells.ts'
import { bare } from './header-words.ts'
import type { Told } from '../story.ts'

type LostReason = (typeof lostReasons)[number]

// Pieces of what people give as the reason, compared without case, marks and signs; in six languages.
const meanings: readonly (readonly [LostReason, string])[] = [
  ['competitor', 'competit, rival, konkurren, מתחר, rakip, คู่แข่ง'],
  ['budget', 'budget, no money, funding, inga pengar, תקציב, bütçe, งบประมาณ'],
  ['price', 'price, pricing, expensive, cost, pris, dyrt, מחיר, יקר, fiyat, pahalı, ราคา, แพง'],
  [
    'timing',
    'timing, too early, not now, bad time, tidpunkt, fel tid, för tidigt, תזמון, עיתוי, zaman, erken, tidspunkt, จังหวะ, เวลา',
  ],
  [
    'no_reply',
    'no reply, no response, unresponsive, went dark, ghost, no contact, inget svar, svarar inte, לא ענה, אין מענה, cevap yok, yanıt yok, intet svar, svarer ikke, ไม่ตอบ, ติดต่อไม่ได้',
  ],
  [
    'no_decision',
    'no decision, undecided, status quo, inget beslut, ingen beslutning, לא הוחלט, ללא החלטה, karar verilmedi, kararsız, ไม่ตัดสินใจ',
  ],
  [
    'offer_unclear',
    'missing feature, feature, product fit, offer unclear, funktion saknas, otydlig, חסר תכונה, özellik, mangler funktion, ฟีเจอร์',
  ],
  ['relationship', 'relationship, trust, relation, förtroende, מערכת יחסים, אמון, ilişki, güven, tillid, ความสัมพันธ์'],
]
const pieces = meanings.map(([code, words]) => [code, words.split(',').map(bare)] as const)

/**
 * Why a row says that its deal was lost: the reason of ours that its words mean, else `other` with the words to be kept as
 * a note. Null of a deal that is not lost, and where the row says nothing.
 */
export function lostReasonOf(row: Row, { outcome }: Told): { code: LostReason; words: string | null } | null {
  const words = outcome === 'lost' ? row.text('lostReason') : null
  if (words === null) return null
  const key = bare(words)
  const code = pieces.find(([, known]) => known.some((piece) => key.includes(piece)))?.[0]
  if (code) return { code, words: key.length > 24 ? words : null }
  row.remark('lost_reason_noted', 'lostReason')
  return { code: 'other', words }
}
