import type { Config, settings } from '../config.ts'

/** A flag of one command. Without a placeholder it takes no value. */
export type Flag = { placeholder?: string; required?: true; describes: string }
export type Flags = Readonly<Record<string, Flag>>

type ValuesOf<F extends Flags> = {
  readonly [Name in keyof F]: F[Name] extends { placeholder: string }
    ? F[Name] extends { required: true }
      ? string
      : string | undefined
    : boolean
}

type Given<Values> = {
  config: Config
  flags: Values
  /** What stands on the line beside the flags. */
  operands: readonly string[]
  output: Output
}

type Declared<F, Values> = {
  /** What it does, for its --help; the table has the short form. */
  describes: string
  /** Operands as shown in --help, such as `FILE…`; without them operands are refused. */
  operands?: string
  /** The settings it takes as flags; the environment gives all of them. */
  settings: readonly (keyof typeof settings)[]
  flags: F
  /** Resolves when the command is done. @throws OperatorError */
  run(given: Given<Values>): Promise<void>
}

export type Output = {
  readonly json: boolean
  /** Progress, for people: goes to stderr, so that stdout holds results alone. */
  say(line: string): void
  /** The result: the object with --json, else the text; on stdout. */
  result(value: object, text: string): void
}

export type Command = Declared<Flags, Readonly<Record<string, string | boolean | undefined>>>

/** Declares a command, so that its `run` knows the types of its flags. */
export function defineCommand<const F extends Flags>(command: Declared<F, ValuesOf<F>>): Command {
  // The line is read by this same table of flags, so `run` is given what it declares.
  return command as unknown as Command
}
