import { settings } from '../config.ts'
import type { Command, Flags } from './command.ts'
import { commands } from './index.ts'
import { settingTexts } from './texts.ts'

/** Flags that every command has. */
export const commonFlags: Flags = {
  json: { describes: 'Print one JSON object, for scripts' },
  help: { describes: 'Print this help' },
}

/** `rondo --help`. */
export function overview(): string {
  const list = commands.map(({ name, describes }) => [name, describes] as const)
  return [
    'Rondo runs a company’s sales cycle.',
    '',
    'Usage: rondo COMMAND [flags]        rondo COMMAND --help',
    '',
    ...columns(list),
    '',
    'Exit codes: 0 done · 1 failed · 2 flags or settings · 3 the data directory is in use · 4 database · 5 installation',
  ].join('\n')
}

/** `rondo COMMAND --help`. */
export function helpOf(name: string, command: Command): string {
  const own = Object.entries({ ...command.flags, ...commonFlags }).map(
    ([flag, { placeholder, required, describes }]) =>
      [`--${flag}${placeholder ? ` ${placeholder}` : ''}`, `${describes}${required ? ' (needed)' : ''}`] as const,
  )
  const usage = ['rondo', name, command.operands, '[flags]'].filter((part) => part !== undefined)
  return [
    command.describes,
    '',
    `Usage: ${usage.join(' ')}`,
    '',
    ...columns([...command.settings.map(settingLine), ...own]),
  ].join('\n')
}

function settingLine(name: keyof typeof settings): readonly [string, string] {
  const { flag, variable, fallback } = settings[name]
  const { placeholder, describes } = settingTexts[name]
  const standard = fallback === undefined ? '' : `; ${fallback} unless set`
  return [`--${flag} ${placeholder}`, `${describes} (${variable}${standard})`]
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
