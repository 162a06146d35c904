import type { ErrorCode, FieldError } from '../contract/errors.ts'
import type { Mistake } from './config.ts'

/** What can stop a command, with what its sentence needs. The sentences stand in commands/texts.ts. */
export type OperatorProblems = {
  /** Flags or environment variables that cannot be used; all of them at once. */
  configuration_invalid: { mistakes: readonly Mistake[] }
  /** Another living process owns the data directory. `command` and `pid` as it wrote them down. */
  data_directory_held: { directory: string; command: string; pid: number }
  data_directory_not_writable: { directory: string; reason: string }
  /** Root starts postgres as another user, who cannot get to the directory on this system. */
  data_directory_unreachable: { directory: string; user: string }
  /** Root found no other user to run postgres as. */
  no_user_for_postgres: Record<string, never>
  postgres_not_packaged: { platform: string }
  /** `log` is the path, `lines` the last lines of what postgres wrote. */
  postgres_failed: { log: string; lines: readonly string[] }
  /** The data were written by another major version than the one brought along. */
  postgres_version_differs: { directory: string; written: string; brought: string }
  database_unreachable: { address: string; reason: string }
  database_unsuitable: { address: string; version: string; encoding: string }
  /** No Rondo answers at the address a command was given. */
  server_unreachable: { url: string; reason: string }
  /** A rule of Rondo itself refused what the command asked for. */
  refused: { code: ErrorCode; data: Record<string, unknown>; fields: readonly FieldError[] }
  address_in_use: { host: string; port: number }
  address_not_available: { host: string; port: number }
}

/** An expected failure, meant for the person at the terminal: one sentence and an exit code, no stack. */
export class OperatorError<Code extends keyof OperatorProblems = keyof OperatorProblems> extends Error {
  readonly code: Code
  readonly details: OperatorProblems[Code]
  constructor(code: Code, details: OperatorProblems[Code]) {
    super(code)
    this.code = code
    this.details = details
  }
}
