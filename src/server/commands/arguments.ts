import { parseArgs } from 'node:util'
import type { Mistake } from '../config.ts'
import type { Flags } from './command.ts'

export type Arguments = {
  /** Flag by name: its text, or true for a flag without a value. */
  values: Record<string, string | boolean>
  operands: string[]
  mistakes: Mistake[]
}

/** Reads a command line against the flags it may have, and names every mistake rather than the first. */
export function readArguments(line: readonly string[], flags: Flags, operandsAllowed: boolean): Arguments {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [name, { type: flag.placeholder ? 'string' : 'boolean' } as const]),
  )
  const { tokens } = parseArgs({ args: [...line], options, strict: false, allowPositionals: true, tokens: true })
  const read: Arguments = { values: {}, operands: [], mistakes: [] }
  for (const token of tokens) {
    if (token.kind === 'positional') read.operands.push(token.value)
    if (token.kind !== 'option') continue
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
    const name = token.rawName
    if (!flag) read.mistakes.push({ code: 'flag_unknown', name })
    else if (flag.placeholder && !hasValue(token)) read.mistakes.push({ code: 'flag_without_value', name })
    else if (!flag.placeholder && token.value !== undefined) read.mistakes.push({ code: 'flag_with_value', name })
    else read.values[token.name] = token.value ?? true
  }
  for (const [name, flag] of Object.entries(flags)) {
    const refused = read.mistakes.some((mistake) => mistake.name === `--${name}`)
    if (flag.required && !refused && read.values[name] === undefined)
      read.mistakes.push({ code: 'flag_missing', name: `--${name}` })
  }
  if (!operandsAllowed) {
    for (const operand of read.operands) read.mistakes.push({ code: 'argument_unexpected', name: operand })
  }
  return read
}

// `--data --json` is a forgotten value, not a directory of that name; whoever means it writes `--data=--json`.
function hasValue({ value, inlineValue }: { value?: string | undefined; inlineValue?: boolean | undefined }): boolean {
  return value !== undefined && (inlineValue === true || !value.startsWith('-'))
}
