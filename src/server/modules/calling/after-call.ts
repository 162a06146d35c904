import type { CallOutcome } from '../../../contract/calling.ts'
import type { TouchOutcome } from '../../../contract/facts.ts'

/** How a call is told as a touch. */
export const touchOutcomeOf = {
  reached: 'reached',
  no_answer: 'no_answer',
  busy: 'no_answer',
  left_message: 'left_message',
  call_back: 'call_back',
  refused: 'refused',
  wrong_number: 'wrong_address',
  dead_number: 'wrong_address',
  opted_out: 'refused',
} as const satisfies Record<CallOutcome, TouchOutcome>

/** Where a prospect goes after a call. */
export type Fate =
  /** Their deal opens. */
  | 'deal'
  /** Set aside for so many minutes. */
  | { readonly retryMinutes: number }
  /** Set aside until the moment that was agreed. */
  | 'call_back'
  /** Waits on, with another number. */
  | 'waiting'
  | 'dropped'

// Whoever did not answer in the morning may in the afternoon; after that a day is left between, and two after a message.
const firstRetryMinutes = 4 * 60
const nextRetryMinutes = 20 * 60
const messageRetryMinutes = 44 * 60
const busyRetryMinutes = 20

/** @param attempts calls in a row before this one that reached nobody @param hasOtherNumber one that nobody reported */
export function afterCall(outcome: CallOutcome, attempts: number, hasOtherNumber: boolean): Fate {
  switch (outcome) {
    case 'reached':
      return 'deal'
    case 'call_back':
      return 'call_back'
    case 'busy':
      return { retryMinutes: busyRetryMinutes }
    case 'no_answer':
      return { retryMinutes: attempts === 0 ? firstRetryMinutes : nextRetryMinutes }
    case 'left_message':
      return { retryMinutes: messageRetryMinutes }
    case 'wrong_number':
    case 'dead_number':
      return hasOtherNumber ? 'waiting' : 'dropped'
    case 'refused':
    case 'opted_out':
      return 'dropped'
  }
}
