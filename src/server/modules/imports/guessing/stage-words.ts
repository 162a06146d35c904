import type { ImportMapping } from '../../../../contract/imports.ts'
import type { Phase } from '../../../../contract/process.ts'
import { bare } from './header-words.ts'

export type StageMeaning = ImportMapping['stages'][string]

/** A stage of the process that deals are imported into. */
export interface TargetStage {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly position: number
  readonly phases: readonly Phase[]
}

// What a stage is called elsewhere, by what it means; parted by commas, in six languages.
const meanings = `
  won             won, closed won, closedwon, deal won, sold, signed, contract signed, success, successful, closed (won), closed - won, order, customer, purchase order received, paid, vunnen, vunna, vunnet, såld, avslutad vunnen, stängd vunnen, signerad, נסגר, נסגרה, נסגרה בזכייה, זכייה, נמכר, נחתם, kazanıldı, kazanılan, satıldı, kapandı kazanıldı, vundet, solgt, lukket vundet, ชนะ, ปิดการขาย, ปิดการขายได้, สำเร็จ, ได้งาน, approved, godkänd, אושר, אושרה, onaylandı, godkendt, อนุมัติ
  lost            lost, closed lost, closedlost, deal lost, failed, closed (lost), closed - lost, closed-lost to competition, rejected, declined, no sale, omitted, förlorad, förlorade, tappad, avslutad förlorad, stängd förlorad, הפסד, אבודה, אבד, נכשל, kaybedildi, kaybedilen, kapandı kaybedildi, tabt, lukket tabt, แพ้, เสียดีล, ไม่สำเร็จ, เสียงาน, loss, cancelled, canceled, withdrawn, avbruten, annullerad, בוטל, בוטלה, iptal edildi, annulleret, ยกเลิก
  disqualified    disqualified, unqualified, not qualified, junk, invalid, bad fit, no fit, diskvalificerad, ej kvalificerad, לא רלוונטי, לא רלוונטית, נפסל, elendi, uygun değil, diskvalificeret, ikke kvalificeret, คัดออก, ไม่ผ่านเกณฑ์
  not_now         not now, on hold, onhold, postponed, delayed, deferred, parked, stalled, frozen, recycled, nurture, later, paused, vilande, pausad, senare, inte nu, בהמתנה, לא עכשיו, מושהה, נדחה, ertelendi, beklemede, şimdi değil, på pause, udskudt, ikke nu, พักไว้, พักไว้ก่อน, รอก่อน
  open            open, in progress, active, working, öppen, pågående, פתוח, פתוחה, בתהליך, açık, devam ediyor, devam eden, åben, i gang, เปิดอยู่, กำลังดำเนินการ
  prospecting     prospecting, prospect, new, lead, opportunity, awareness, lead in, new lead, lead generation, target, identified, suspect, qualified lead in, prospektering, prospekt, ny, nytt, איתור, איתור לקוחות, חדש, ליד, ליד חדש, potansiyel, potansiyel müşteri, yeni, aday, emne, kundeemne, หาลูกค้า, การหาลูกค้า, ลูกค้าใหม่, ใหม่, ว่าที่ลูกค้า
  preparation     preparation, research, planning, pre-approach, förberedelse, research, הכנה, מחקר, hazırlık, araştırma, forberedelse, การเตรียมตัว, เตรียมข้อมูล
  outreach        engaging, engaged, interest, meeting, first meeting, intro call, outreach, approach, contacted, contact made, first contact, initial contact, attempted to contact, connect, connected, contacting, första kontakt, kontaktad, kontakt tagen, פנייה ראשונה, יצירת קשר, נוצר קשר, פנייה, ilk temas, temas kuruldu, iletişime geçildi, görüşme başladı, første kontakt, kontaktet, kontakt oprettet, ติดต่อครั้งแรก, การติดต่อครั้งแรก, ติดต่อแล้ว
  qualification   qualification, qualified, qualify, screening, screened, develop, building vision, scoping, qualifying, needs analysis, needs defined, discovery, assessment, demo scheduled, appointment scheduled, appointmentscheduled, qualifiedtobuy, qualified to buy, id. decision makers, identify decision makers, decision maker bought-in, decisionmakerboughtin, perception analysis, kvalificering, kvalificerad, behovsanalys, möte bokat, בירור צרכים, בירור צרכים והתאמה, כשיר, הערכת צרכים, nitelendirme, nitelikli, ihtiyaç analizi, kvalifikation, kvalificeret, kvalificering, behovsafdækning, การคัดกรอง, คัดกรอง, วิเคราะห์ความต้องการ
  presentation    presentation, presenting, propose, proof, short list, demo, demonstration, presentation scheduled, presentationscheduled, value proposition, proposal, proposal sent, proposal made, proposal/price quote, quote, quote sent, solution, evaluation, trial, poc, proof of concept, presentation och demo, offert, offert skickad, demonstration, förslag, הצגה, הצגה והדגמה, הדגמה, הצעת מחיר, הצעה נשלחה, sunum, teklif, teklif gönderildi, demo yapıldı, præsentation, præsentation og demo, tilbud, tilbud sendt, การนำเสนอ, นำเสนอ, เสนอราคา, ส่งใบเสนอราคา, สาธิต
  objections      objections, objection handling, in negotiation, in negociation, negotiation, negotiation/review, negotiations started, negotiating, review, invändningar, förhandling, התנגדויות, טיפול בהתנגדויות, משא ומתן, מו"מ, itirazlar, itirazların karşılanması, müzakere, pazarlık, indvendinger, forhandling, ข้อโต้แย้ง, การตอบข้อโต้แย้ง, เจรจาต่อรอง, ต่อรอง
  closing         closing, close, agreement, commitment, pending signature, awaiting signature, sent for signature, procurement, purchasing, contract, contract sent, contractsent, verbal, verbal commitment, commit, decision, final review, legal, avslut, avtal skickat, kontrakt, muntligt ja, סגירה, סגירת עסקה, חוזה, kapanış, sözleşme, sözleşme gönderildi, lukning, kontrakt sendt, aftale, การปิดการขาย, ทำสัญญา, รอเซ็นสัญญา
`

const spoken = meanings
  .trim()
  .split('\n')
  .flatMap((row) => {
    const [, meaning = '', names = ''] = /^\s*(\S+)\s+(.*)$/.exec(row) ?? []
    return names.split(',').map((name) => [name.trim(), meaning] as const)
  })
const byWord = new Map(spoken.map(([name, meaning]) => [bare(name), meaning]))
const outcomes = ['won', 'lost', 'disqualified', 'not_now', 'open'] as const

/**
 * What a stage or status of a file means in this process: a stage by its name here, else by the phase its name means,
 * else an outcome; null if nobody can tell.
 */
export function stageMeaning(name: string, stages: readonly TargetStage[]): StageMeaning | null {
  const forms = formsOf(name)
  const keys = forms.map(bare)
  const own = stages.find((stage) => keys.includes(bare(stage.name)) || keys.includes(bare(stage.key)))
  // A deal comes to the stage of care by being won.
  if (own) return own.phases.includes('care') ? { stage: null, outcome: 'won' } : { stage: own.key, outcome: 'open' }
  const meaning = keys.map((key) => byWord.get(key)).find((found) => found !== undefined) ?? containedMeaning(forms)
  const outcome = outcomes.find((one) => one === meaning)
  if (outcome) return { stage: null, outcome }
  const stage = stages.find((one) => one.phases.some((phase) => phase === meaning))
  if (stage) return { stage: stage.key, outcome: 'open' }
  return meaning === undefined ? null : { stage: nearestStage(meaning, stages)?.key ?? null, outcome: 'open' }
}

/** The name itself, and without the numbers, percentages and letters that people put around it: `2-Develop`, `Proposal (60%)`, `A_DECLINED`. */
function formsOf(name: string): string[] {
  const plain = name
    .replace(/\s*[([]?\d{1,3}\s*%[)\]]?/gu, '')
    .replace(/^\s*(?:(?:stage|step|phase|steg|fas|trin|fase|aşama|שלב|ขั้นตอน)\s*)?\d{1,2}\s*[-–.:)/]*\s*/iu, '')
    .trim()
  const inside = plain.replace(/\s*\([^)]*\)\s*$/u, '')
  const behind = plain.replace(/^.*?(?:\s[-–>|/]\s|:\s)/u, '')
  const unlettered = plain.replace(/^[A-Z]_/u, '')
  return [...new Set([name, plain, inside, behind, unlettered])].filter((form) => form !== '')
}

// Shorter words stand in too many names that mean something else.
const shortest = 5
const short = new Set(['won', 'lost', 'demo', 'vunnen', 'tabt', 'solgt'])
// By itself the end; in "budget approved" a step on the way.
const alone = new Set(['approved', 'godkänd', 'אושר', 'אושרה', 'onaylandı', 'godkendt', 'อนุมัติ'])

let phrases: readonly (readonly [RegExp, string])[] | null = null

/** The longest phrase we know that a name contains as whole words: `Proposal sent to board`. */
function containedMeaning(forms: readonly string[]): string | undefined {
  phrases ??= [...spoken]
    .filter(([word]) => (word.length >= shortest || short.has(word)) && !alone.has(word))
    .filter(([, meaning]) => meaning !== 'open')
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([word, meaning]) => [
      new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'iu'),
      meaning,
    ])
  return phrases.find(([phrase]) => forms.some((form) => phrase.test(form)))?.[1]
}

const order: readonly string[] = [
  'prospecting',
  'preparation',
  'outreach',
  'qualification',
  'presentation',
  'objections',
  'closing',
]

/** The stage before the place where a phase would stand that this process does not have. */
function nearestStage(phase: string, stages: readonly TargetStage[]): TargetStage | undefined {
  const place = order.indexOf(phase)
  return stages.findLast((stage) => stage.phases.some((one) => order.indexOf(one) !== -1 && order.indexOf(one) < place))
}

/** The stage in which a first contact puts a deal: the one that covers outreach, else the first. */
export function contactStage(stages: readonly TargetStage[]): TargetStage | undefined {
  return stages.find((stage) => stage.phases.includes('outreach')) ?? stages[0]
}
