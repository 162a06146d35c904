import type { TouchOutcome } from '../../contract/facts.ts'

/** What usually comes next, and after how many working days. A first no is rarely the last word. */
const usual = {
  reached: { step: 'follow_up', workingDays: 3 },
  no_answer: { step: 'call_again', workingDays: 1 },
  left_message: { step: 'call_again', workingDays: 2 },
  call_back: { step: 'call_back', workingDays: 1 },
  refused: { step: 'come_again', workingDays: 10 },
  wrong_address: { step: 'find_address', workingDays: 0 },
  sent: { step: 'follow_up', workingDays: 3 },
} as const satisfies Record<TouchOutcome, { step: string; workingDays: number }>

/** Whether nobody works on a day. */
export type IsOff = (day: string) => boolean

/** The next step that is proposed after a touch: a code with words, `outreach.step.<code>`, and a day. */
export function proposeStep(outcome: TouchOutcome, today: string, isOff: IsOff) {
  const { step, workingDays } = usual[outcome]
  return { step, on: afterWorkingDays(today, workingDays, isOff) }
}

/** The day so many working days on. */
export function afterWorkingDays(day: string, workingDays: number, isOff: IsOff): string {
  const date = new Date(`${day}T00:00:00Z`)
  const iso = () => date.toISOString().slice(0, 10)
  for (let left = workingDays; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (!isOff(iso())) left--
  }
  return iso()
}

/** The weekend where the language is spoken, Friday and Saturday in Israel: until it is known where somebody is. */
export function weekendOf(locale: string): IsOff {
  const weekend = new Intl.Locale(locale).maximize().region === 'IL' ? [5, 6] : [6, 0]
  return (day) => weekend.includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}
