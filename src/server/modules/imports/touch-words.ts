import type { BroughtTouch } from '../outreach/index.ts'
import { readFlag } from './reading/flags.ts'

/*
 * What other systems call what was done, in six languages and in the codes that programs write. Of several that fit the first
 * counts: INCOMING_EMAIL is a mail, POSTAL_MAIL a letter.
 */
const channels: readonly (readonly [BroughtTouch['channel'], RegExp])[] = [
  ['linkedin', /linked.?in|inmail/],
  ['letter', /postal|letter|\bbrev\b|מכתב|mektup|จดหมาย/],
  ['email', /e-?mail|mejl|e-?post|דוא"?ל|מייל|e-?posta|อีเมล/],
  ['chat', /\bsms\b|whats.?app|\bchat\b|text.?message|\bline\b|chatt|צ'?אט|sohbet|แชท/],
  ['visit', /\bvisit|besök|besøg|ביקור|ziyaret|เยี่ยม/],
  ['meeting', /meeting|\bevent\b|appointment|\bdemo\b|\blunch|\bmöte|פגישה|toplantı|randevu|\bmøde|ประชุม|นัดหมาย/],
  ['phone', /\bcalls?\b|phone|samtal|\bring\b|שיחה|שיחת|telefon|arama|opkald|โทร/],
]

/** Over what somebody was in touch; null for a note, a task, and what nobody knows. */
export function channelIn(text: string | null): BroughtTouch['channel'] | null {
  const said = worded(text)
  if (said === '' || /\btask|\bto.?do\b|\bnotes?\b|uppgift|opgave|görev|משימה|งาน/.test(said)) return null
  return channels.find(([, words]) => words.test(said))?.[0] ?? null
}

const inbound = /\bin.?(?:bound|coming)|received|inkommande|indgående|נכנס|gelen|ขาเข้า/
const outbound = /\bout.?(?:bound|going)|sent\b|utgående|udgående|יוצא|giden|ขาออก/

/** Who was in touch with whom; null where it is not said. */
export function directionIn(text: string | null): BroughtTouch['direction'] | null {
  const said = worded(text)
  return inbound.test(said) ? 'inbound' : outbound.test(said) ? 'outbound' : null
}

const outcomes: readonly (readonly [BroughtTouch['outcome'], RegExp])[] = [
  [
    'left_message',
    /voice.?mail|left .*message|röstbrevlåda|lämnade.*meddelande|lagde.*besked|telefonsvarer|mesaj bırak|הודעה|ฝากข้อความ/,
  ],
  [
    'no_answer',
    /no.?answer|not reached|no contact|unanswered|\bbusy|missed|svarar inte|inget svar|upptaget|intet svar|optaget|cevap yok|ulaşılamadı|meşgul|אין מענה|לא ענה|תפוס|ไม่รับ|สายไม่ว่าง/,
  ],
  ['call_back', /call.?back|återkom|ring(?:er)? (?:tillbaka|igen|tilbage)|geri ara|לחזור|โทรกลับ/],
  ['refused', /not interested|refused|declined|inte intresserad|ikke interesseret|ilgilenmiyor|לא מעוניי|ไม่สนใจ/],
  ['wrong_address', /wrong|bounced|invalid|fel nummer|forkert|yanlış|שגוי|ผิด/],
]

/** What came of it; null where it is not said. */
export function outcomeIn(text: string | null): BroughtTouch['outcome'] | null {
  const said = worded(text)
  return outcomes.find(([, words]) => words.test(said))?.[0] ?? null
}

const undone =
  /not.?started|waiting|deferred|planned|\bopen\b|to.?do|in.?progress|scheduled|pending|not.?held|cancel|no.?show|planerad|öppen|inställd|planlagt|åben|aflyst|planlandı|iptal|açık|מתוכנ|פתוח|בוטל|วางแผน|ยกเลิก|รอ/

/** Whether a status says that it has not happened. */
export function isUndone(status: string | null): boolean {
  return status !== null && (readFlag(status) === false || undone.test(worded(status)))
}

const mostMinutes = 1440

/** Whole minutes of '00:12:30', '0:30' (hours and minutes) or a number, which is of minutes unless the column says otherwise. */
export function minutesIn(text: string | null, header: string): number | null {
  if (text === null) return null
  const [, hours, minutes, seconds = '0'] = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? []
  const unit = /hs_call_duration|millisec|\bms\b/i.test(header) ? 60_000 : /second|\bsec\b/i.test(header) ? 60 : 1
  const whole =
    hours === undefined
      ? /^\d+(?:[.,]\d+)?$/.test(text)
        ? Number(text.replace(',', '.')) / unit
        : null
      : Number(hours) * 60 + Number(minutes) + Number(seconds) / 60
  if (whole === null) return null
  const rounded = whole > 0 ? Math.max(1, Math.round(whole)) : 0
  return rounded <= mostMinutes ? rounded : null
}

function worded(text: string | null): string {
  return (text ?? '').toLowerCase().replaceAll('_', ' ').trim()
}
