import type { DatabaseStep } from '../database/open.ts'
import type { Output } from './command.ts'

const texts = {
  initialising: 'Creating the database …',
  recovering: 'Recovering the database after an interruption …',
  restarting: 'The database ended unexpectedly; starting it again …',
  waiting: 'Waiting for the database …',
} satisfies Record<DatabaseStep, string>

/** Tells the person at the terminal what the database is doing. */
export function sayStep(output: Output): (step: DatabaseStep) => void {
  return (step) => output.say(texts[step])
}
