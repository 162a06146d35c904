import path from 'node:path'
import { OperatorError } from './operator-error.ts'

export type Role = 'web' | 'worker'
export type LogLevel = (typeof logLevels)[number]

/** Everything that can be set from outside, read once at the start and handed on from there. */
export type Config = {
  /** 0 asks the system for a free one. */
  port: number
  host: string
  /** Absolute. Holds the embedded database, its socket and its log. */
  dataDirectory: string
  /** Without it the embedded database is used. */
  databaseUrl: string | undefined
  /** What people type into the browser, without a slash at the end; by default the address listened on. */
  baseUrl: string | undefined
  /** The server that mails are sent with; without it none are. May hold a password. */
  smtpUrl: string | undefined
  /** Whom mails are from: an address, or a name with an address in angle brackets. Set together with `smtpUrl`. */
  mailFrom: string | undefined
  /** A service that says what kind of line a telephone number is, with `{number}` in it; without it nobody is asked. */
  lineTypeUrl: string | undefined
  lineTypeToken: string | undefined
  /** Where its answer says it, 'carrier.type'. */
  lineTypeField: string
  /** Services may stand in networks of the operator's own. */
  privateServices: boolean
  roles: readonly Role[]
  logLevel: LogLevel
}

/** One thing wrong with one flag or variable. `value` is left out where it may be secret. */
export type Mistake = { code: MistakeCode; name: string; value?: string }
export type MistakeCode =
  | 'flag_unknown'
  | 'flag_missing'
  | 'flag_without_value'
  | 'flag_with_value'
  | 'command_unknown'
  | 'argument_missing'
  | 'argument_unexpected'
  | 'port_invalid'
  | 'host_invalid'
  | 'data_invalid'
  | 'database_url_invalid'
  | 'base_url_invalid'
  | 'smtp_url_invalid'
  | 'mail_from_invalid'
  | 'mail_half_set'
  | 'line_type_url_invalid'
  | 'line_type_field_invalid'
  | 'yes_or_no'
  | 'roles_invalid'
  | 'log_level_invalid'
  | 'url_invalid'
  | 'day_invalid'
  | 'mapping_invalid'
  | 'file_missing'
  | 'language_invalid'
  | 'seed_unknown'
  | 'deals_invalid'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const projectDirectory = path.resolve(import.meta.dirname, '../..')

type Setting = { variable: string; flag: string; fallback: string | undefined; wrong: MistakeCode }

/** The variable, the flag that wins over it, and the value without either. */
export const settings = {
  port: { variable: 'PORT', flag: 'port', fallback: '4000', wrong: 'port_invalid' },
  host: { variable: 'HOST', flag: 'host', fallback: '127.0.0.1', wrong: 'host_invalid' },
  dataDirectory: { variable: 'RONDO_DATA', flag: 'data', fallback: undefined, wrong: 'data_invalid' },
  databaseUrl: { variable: 'DATABASE_URL', flag: 'database-url', fallback: undefined, wrong: 'database_url_invalid' },
  baseUrl: { variable: 'RONDO_BASE_URL', flag: 'base-url', fallback: undefined, wrong: 'base_url_invalid' },
  smtpUrl: { variable: 'RONDO_SMTP_URL', flag: 'smtp-url', fallback: undefined, wrong: 'smtp_url_invalid' },
  mailFrom: { variable: 'RONDO_MAIL_FROM', flag: 'mail-from', fallback: undefined, wrong: 'mail_from_invalid' },
  lineTypeUrl: {
    variable: 'RONDO_LINE_TYPE_URL',
    flag: 'line-type-url',
    fallback: undefined,
    wrong: 'line_type_url_invalid',
  },
  lineTypeToken: {
    variable: 'RONDO_LINE_TYPE_TOKEN',
    flag: 'line-type-token',
    fallback: undefined,
    wrong: 'line_type_url_invalid',
  },
  lineTypeField: {
    variable: 'RONDO_LINE_TYPE_FIELD',
    flag: 'line-type-field',
    fallback: 'line_type',
    wrong: 'line_type_field_invalid',
  },
  privateServices: {
    variable: 'RONDO_PRIVATE_SERVICES',
    flag: 'private-services',
    fallback: 'no',
    wrong: 'yes_or_no',
  },
  roles: { variable: 'RONDO_ROLES', flag: 'roles', fallback: 'web,worker', wrong: 'roles_invalid' },
  logLevel: { variable: 'RONDO_LOG_LEVEL', flag: 'log-level', fallback: 'info', wrong: 'log_level_invalid' },
} as const satisfies Record<keyof Config, Setting>

const secretive: ReadonlySet<MistakeCode> = new Set<MistakeCode>([
  'database_url_invalid',
  'smtp_url_invalid',
  'line_type_url_invalid',
])

type Sources = {
  /** By flag name, without the dashes. */
  flags: Readonly<Record<string, string | undefined>>
  environment: Readonly<Record<string, string | undefined>>
  /** Relative directories start here. */
  workingDirectory: string
}

/**
 * Reads the settings from flags and environment. An empty variable counts as not set.
 * @throws OperatorError `configuration_invalid` with every mistake there is.
 */
export function readConfig(sources: Sources): Config {
  const mistakes: Mistake[] = []
  const read = <T>(setting: Setting, parse: (text: string) => T | undefined): T | undefined => {
    const flag = sources.flags[setting.flag]
    const text = flag ?? (sources.environment[setting.variable] || setting.fallback)
    if (text === undefined) return undefined
    const value = parse(text)
    if (value !== undefined) return value
    const name = flag === undefined ? setting.variable : `--${setting.flag}`
    // A URL that cannot be read may still hold a password.
    mistakes.push({ code: setting.wrong, name, ...(secretive.has(setting.wrong) ? {} : { value: text }) })
    return undefined
  }
  const config = {
    port: read(settings.port, port) ?? 0,
    host: read(settings.host, host) ?? '',
    dataDirectory:
      read(settings.dataDirectory, (text) => directory(text, sources.workingDirectory)) ??
      path.join(projectDirectory, '.rondo'),
    databaseUrl: read(settings.databaseUrl, databaseUrl),
    baseUrl: read(settings.baseUrl, baseUrl),
    smtpUrl: read(settings.smtpUrl, smtpUrl),
    mailFrom: read(settings.mailFrom, mailFrom),
    lineTypeUrl: read(settings.lineTypeUrl, serviceUrl),
    lineTypeToken: read(settings.lineTypeToken, (text) => text),
    lineTypeField: read(settings.lineTypeField, fieldPath) ?? '',
    privateServices: read(settings.privateServices, yesOrNo) ?? false,
    roles: read(settings.roles, roles) ?? [],
    logLevel: read(settings.logLevel, (text) => logLevels.find((level) => level === text)) ?? 'info',
  }
  if ((config.smtpUrl === undefined) !== (config.mailFrom === undefined) && mistakes.length === 0) {
    const missing = config.smtpUrl === undefined ? settings.smtpUrl : settings.mailFrom
    mistakes.push({ code: 'mail_half_set', name: missing.variable })
  }
  if (mistakes.length > 0) throw new OperatorError('configuration_invalid', { mistakes })
  return config
}

/** The settings as `VARIABLE: value`, fit for a log: passwords in addresses are struck out. */
export function withoutSecrets(config: Config): Record<string, string> {
  const { databaseUrl, baseUrl, smtpUrl, mailFrom, lineTypeUrl } = config
  return {
    [settings.port.variable]: String(config.port),
    [settings.host.variable]: config.host,
    [settings.dataDirectory.variable]: config.dataDirectory,
    ...(databaseUrl === undefined ? {} : { [settings.databaseUrl.variable]: withoutPassword(databaseUrl) }),
    ...(baseUrl === undefined ? {} : { [settings.baseUrl.variable]: baseUrl }),
    ...(smtpUrl === undefined ? {} : { [settings.smtpUrl.variable]: withoutPassword(smtpUrl) }),
    ...(mailFrom === undefined ? {} : { [settings.mailFrom.variable]: mailFrom }),
    // Its address may hold a key among the parameters.
    ...(lineTypeUrl === undefined ? {} : { [settings.lineTypeUrl.variable]: new URL(lineTypeUrl).origin }),
    [settings.roles.variable]: config.roles.join(','),
    [settings.logLevel.variable]: config.logLevel,
  }
}

/** The address of a database or mail server without its password, which may also stand among the parameters. */
export function withoutPassword(address: string): string {
  const url = new URL(address)
  if (url.password !== '') url.password = '***'
  if (url.searchParams.has('password')) url.searchParams.set('password', '***')
  return url.href
}

function port(text: string): number | undefined {
  const number = Number(text)
  return /^\d+$/.test(text) && number <= 65_535 ? number : undefined
}

function host(text: string): string | undefined {
  return /^[\w.:%-]+$/.test(text) ? text : undefined
}

function directory(text: string, workingDirectory: string): string | undefined {
  return text === '' || text.includes('\0') ? undefined : path.resolve(workingDirectory, text)
}

function databaseUrl(text: string): string | undefined {
  const url = URL.parse(text)
  return url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1 ? text : undefined
}

// A path in front of all pages would need a prefix in every link and cookie: not supported, so not accepted.
function baseUrl(text: string): string | undefined {
  const url = URL.parse(text)
  const plain = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === ''
  return plain && url.username === '' ? url.origin : undefined
}

function smtpUrl(text: string): string | undefined {
  const url = URL.parse(text)
  return url && /^smtps?:$/.test(url.protocol) && url.hostname !== '' ? text : undefined
}

function mailFrom(text: string): string | undefined {
  return /^(?:[^<>\p{Cc}]{1,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(text.trim())
    ? text.trim()
    : undefined
}

function serviceUrl(text: string): string | undefined {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) && url.username === '' && text.includes('{number}') ? text : undefined
}

function fieldPath(text: string): string | undefined {
  return /^[\w-]+(?:\.[\w-]+)*$/.test(text) ? text : undefined
}

function yesOrNo(text: string): boolean | undefined {
  return text === 'yes' || text === 'no' ? text === 'yes' : undefined
}

function roles(text: string): readonly Role[] | undefined {
  const named = new Set(text.split(',').map((role) => role.trim()))
  const known = (['web', 'worker'] as const).filter((role) => named.has(role))
  return known.length === named.size ? known : undefined
}
