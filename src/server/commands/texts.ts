import type { MistakeCode, settings } from '../config.ts'
import { words } from '../../words/node.ts'
import type { SignIns } from './demo.ts'
import type { OperatorError, OperatorProblems } from '../operator-error.ts'

/** Exit codes, for scripts. Described in docs/operators.md. */
export const exitCodes = { done: 0, failed: 1, usage: 2, held: 3, database: 4, cannotPrepare: 5 } as const

/** What each setting is, for --help. */
export const settingTexts = {
  port: { placeholder: 'N', describes: 'Port to listen on; 0 picks a free one' },
  host: { placeholder: 'ADDRESS', describes: 'Address to listen on' },
  dataDirectory: { placeholder: 'DIR', describes: 'Directory of the embedded database (.rondo beside the program)' },
  databaseUrl: { placeholder: 'URL', describes: 'Use this PostgreSQL (15 or newer) instead of the embedded one' },
  baseUrl: { placeholder: 'URL', describes: 'What people type into the browser, when a proxy stands in front' },
  smtpUrl: { placeholder: 'URL', describes: 'Mail server to send with: smtps://user:password@host:465' },
  mailFrom: { placeholder: 'ADDRESS', describes: 'Whom mails are from: Kestrel <crm@kestrel.example>' },
  lineTypeUrl: { placeholder: 'URL', describes: 'Service for kinds of lines: https://numbers.example/{number}' },
  lineTypeToken: { placeholder: 'TOKEN', describes: 'What that service is asked with, as a bearer token' },
  lineTypeField: { placeholder: 'NAME', describes: 'Where its answer says it: line_type, or carrier.type' },
  privateServices: { placeholder: 'yes|no', describes: 'Whether services may stand in private networks' },
  roles: { placeholder: 'LIST', describes: 'What this process does: web, worker or both' },
  logLevel: { placeholder: 'LEVEL', describes: 'fatal, error, warn, info, debug, trace or silent' },
} satisfies Record<keyof typeof settings, { placeholder: string; describes: string }>

/** What to do about a mistake in flags or variables; the name and the value stand in front. */
const remedies = {
  flag_unknown: 'There is no such flag here; see --help.',
  flag_missing: 'This flag is needed.',
  flag_without_value: 'This flag needs a value.',
  flag_with_value: 'This flag takes no value.',
  command_unknown: 'There is no such command.',
  argument_missing: 'Something is missing here; see --help.',
  argument_unexpected: 'Nothing more is expected here; see --help.',
  port_invalid: 'Give a whole number from 0 to 65535.',
  host_invalid: 'Give an IP address or a host name, such as 127.0.0.1 or 0.0.0.0.',
  data_invalid: 'Give the path of a directory.',
  database_url_invalid: 'Give an address with a database in it: postgres://user:password@host:5432/rondo.',
  base_url_invalid: 'Give scheme and host alone, such as https://crm.example.com.',
  smtp_url_invalid: 'Give the address of a mail server: smtps://user:password@host:465, or smtp:// with port 587.',
  mail_from_invalid: 'Give an address such as crm@example.com, or Kestrel <crm@example.com>.',
  mail_half_set: 'Needed too: the mail server (RONDO_SMTP_URL) and whom mails are from (RONDO_MAIL_FROM) go together.',
  line_type_url_invalid: 'Give an http or https address with {number} where the number goes, without a user.',
  line_type_field_invalid: 'Give the name of a field of the answer, with dots into it: carrier.type.',
  yes_or_no: 'Say yes or no.',
  roles_invalid: 'Give web, worker or web,worker.',
  log_level_invalid: 'Give fatal, error, warn, info, debug, trace or silent.',
  url_invalid: 'Give the address of a Rondo, such as http://127.0.0.1:4000.',
  day_invalid: 'Give a day such as 2017-03-01.',
  mapping_invalid: 'Give auto, or a JSON file with a mapping; the result of an import shows one.',
  file_missing: 'There is no such file that can be read.',
  language_invalid: 'Give en, sv, he, tr, da or th.',
  seed_unknown: 'Give empty, demo or large.',
  deals_invalid: 'Give a whole number from 1 to 10000000.',
} satisfies Record<MistakeCode, string>

type Wording<Code extends keyof OperatorProblems> = {
  exitCode: number
  text: (details: OperatorProblems[Code]) => string
}

const wordings: { [Code in keyof OperatorProblems]: Wording<Code> } = {
  configuration_invalid: {
    exitCode: exitCodes.usage,
    text: ({ mistakes }) =>
      mistakes
        .map(({ code, name, value }) => `${name}${value === undefined ? '' : ` = ${value}`}: ${remedies[code]}`)
        .join('\n'),
  },
  data_directory_held: {
    exitCode: exitCodes.held,
    text: ({ directory, command, pid }) =>
      `${directory} is in use by ${command || 'another process'} (process ${pid}). Stop that one, or name another directory with --data.`,
  },
  data_directory_not_writable: {
    exitCode: exitCodes.failed,
    text: ({ directory, reason }) => `${directory} cannot be written (${reason}). Name another directory with --data.`,
  },
  data_directory_unreachable: {
    exitCode: exitCodes.failed,
    text: ({ directory, user }) =>
      `PostgreSQL does not run as root, and the user ${user} cannot get to ${directory}. Name a directory with --data that this user can reach, or start Rondo as another user.`,
  },
  no_user_for_postgres: {
    exitCode: exitCodes.failed,
    text: () =>
      'PostgreSQL does not run as root, and there is no user rondo, postgres or nobody to run it as. Create one (useradd --system rondo), or start Rondo as another user.',
  },
  postgres_not_packaged: {
    exitCode: exitCodes.database,
    text: ({ platform }) =>
      `There is no embedded PostgreSQL for this system (${platform}). Install PostgreSQL 15 or newer and set DATABASE_URL=postgres://user:password@host:5432/rondo.`,
  },
  postgres_failed: {
    exitCode: exitCodes.database,
    text: ({ log, lines }) => [`The embedded PostgreSQL does not start. From ${log}:`, ...lines].join('\n  '),
  },
  postgres_version_differs: {
    exitCode: exitCodes.database,
    text: ({ directory, written, brought }) =>
      `The data in ${directory} were written by PostgreSQL ${written}; this Rondo brings ${brought}. Start them with the Rondo that wrote them.`,
  },
  database_unreachable: {
    exitCode: exitCodes.database,
    text: ({ address, reason }) => `No connection to ${address}: ${reason}.`,
  },
  database_unsuitable: {
    exitCode: exitCodes.database,
    text: ({ address, version, encoding }) =>
      `${address} has version ${version} and encoding ${encoding}; needed are PostgreSQL 15 (150000) or newer and UTF8.`,
  },
  address_in_use: {
    exitCode: exitCodes.failed,
    text: ({ host, port }) =>
      `Port ${port} of ${host} is taken by another program. Choose another with --port, or 0 for any free one.`,
  },
  server_unreachable: {
    exitCode: exitCodes.failed,
    text: ({ url, reason }) => `No Rondo answers at ${url} (${reason}).`,
  },
  refused: {
    exitCode: exitCodes.failed,
    text: ({ code, data, fields }) =>
      [
        words('en').t(`errors.${code}`, data),
        ...fields.map(({ field, code: why }) => `${field}: ${words('en').t(`errors.field.${why}`, {})}`),
      ].join('\n'),
  },
  address_not_available: {
    exitCode: exitCodes.failed,
    text: ({ host, port }) => `This machine does not let Rondo listen on ${host}:${port}. See --host and --port.`,
  },
}

/** The sentence and the exit code of an expected failure. */
export function wordingOf<Code extends keyof OperatorProblems>(error: OperatorError<Code>) {
  const wording = wordings[error.code]
  return { text: wording.text(error.details), exitCode: wording.exitCode }
}

/** Printed once, when a search in Thai or Hebrew would read every row. */
export const searchWarning = [
  'Warning: this database makes no trigrams of Thai and Hebrew, so searches in them are slow.',
  "Create it with LC_CTYPE 'C.UTF-8': CREATE DATABASE rondo TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'.",
].join('\n')

/** Printed when passwords would travel readable. */
export const plainHttpWarning =
  'Warning: this address can be reached from other machines without encryption. Put a proxy with TLS in front and set RONDO_BASE_URL=https://….'

/** Printed after the ready line while no workspace exists: the one-time link. */
export const firstRunInvitation = (url: string) => `Set up the first workspace at ${url}`

/** Printed with the ready line of a demo: who can sign in. */
export const demoReady = ({ owner, manager, seller, password }: SignIns) =>
  [
    `Sign in as ${owner} with the password: ${password}`,
    `With the same password as manager (${manager}) or seller (${seller}).`,
  ].join('\n')

/** Printed where a demo was asked for and somebody has worked already. */
export const demoKept = 'There is a workspace already: it stays as it is, and no demo was made.'
