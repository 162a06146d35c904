import type { TouchOutcome } from '../../contract/facts.ts'

/** What usually comes next, and after how many working days; null where nothing is to follow by itself. */
const usual = {
  reached: { step: 'follow_up', workingDays: 3 },
  no_answer: { step: 'call_again', workingDays: 1 },
  left_message: { step: 'call_again', workingDays: 2 },
  call_back: { step: 'call_back', workingDays: 1 },
  refused: null,
  wrong_address: { step: 'find_address', workingDays: 0 },
  sent: { step: 'follow_up', workingDays: 3 },
} as const satisfies Record<TouchOutcome, { step: string; workingDays: number } | null>

/** The next step that is proposed after a touch: a code with words, `outreach.step.<code>`, and a day. */
export function proposeStep(outcome: TouchOutcome, today: string, weekend: readonly number[]) {
  const next = usual[outcome]
  return next && { step: next.step, on: afterWorkingDays(today, next.workingDays, weekend) }
}

/** The day so many working days on. @param weekend days of the week without work, Monday 1 to Sunday 7 */
export function afterWorkingDays(day: string, workingDays: number, weekend: readonly number[]): string {
  const date = new Date(`${day}T00:00:00Z`)
  for (let left = workingDays; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (!weekend.includes(date.getUTCDay() || 7)) left--
  }
  return date.toISOString().slice(0, 10)
}

/** The days without work where the language is spoken: Friday and Saturday in Israel, else Saturday and Sunday. */
export function weekendOf(locale: string): readonly number[] {
  return new Intl.Locale(locale).maximize().region === 'IL' ? [5, 6] : [6, 7]
}
