import { readConfig, settings } from '../config.ts'
import { OperatorError } from '../operator-error.ts'
import { readArguments } from './arguments.ts'
import type { Command, Flags, Output } from './command.ts'
import { commonFlags, helpOf, overview } from './help.ts'
import { commands } from './index.ts'
import { settingTexts, wordingOf } from './texts.ts'

await main(process.argv.slice(2))

/** Runs the command on the line and sets the exit code. */
async function main(line: readonly string[]): Promise<void> {
  endWithParent()
  const output = outputOf(line.includes('--json'))
  try {
    await runCommand(line, output)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const { text, exitCode } = wordingOf(error)
    if (output.json) console.log(JSON.stringify({ error: { code: error.code, ...error.details, message: text } }))
    else console.error(text)
    // At once: what a failed start has opened must not keep it alive.
    process.exit(exitCode)
  }
}

async function runCommand(line: readonly string[], output: Output): Promise<void> {
  const entry = commands.find(({ name }) => name.split(' ').every((word, at) => line[at] === word))
  if (!entry) return withoutCommand(line, output)
  const { command } = await entry.load()
  const args = line.slice(entry.name.split(' ').length)
  if (args.includes('--help') || args.includes('-h')) return console.log(helpOf(entry.name, command))
  await command.run({ ...readCall(command, args), output })
}

function withoutCommand(line: readonly string[], output: Output): void {
  const [word] = line
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') return console.log(overview())
  const code = word.startsWith('-') ? 'flag_unknown' : 'command_unknown'
  if (!output.json) console.error(overview())
  throw new OperatorError('configuration_invalid', { mistakes: [{ code, name: word }] })
}

/** Flags, operands and settings of a call. @throws OperatorError with the mistakes of all three. */
function readCall(command: Command, args: readonly string[]) {
  const settingFlags: Flags = Object.fromEntries(
    command.settings.map((name) => [settings[name].flag, settingTexts[name]]),
  )
  const read = readArguments(
    args,
    { ...settingFlags, ...command.flags, ...commonFlags },
    command.operands !== undefined,
  )
  const texts = Object.entries(read.values).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const flags = Object.fromEntries(
    Object.entries(command.flags).map(([name, { placeholder }]) => [
      name,
      read.values[name] ?? (placeholder ? undefined : false),
    ]),
  )
  const mistakes = [...read.mistakes]
  try {
    const config = readConfig({
      flags: Object.fromEntries(texts.filter(([name = '']) => name in settingFlags)),
      environment: process.env,
      workingDirectory: process.cwd(),
    })
    if (mistakes.length === 0) return { config, flags, operands: read.operands }
  } catch (error) {
    if (!(error instanceof OperatorError) || !('mistakes' in error.details)) throw error
    mistakes.push(...error.details.mistakes)
  }
  throw new OperatorError('configuration_invalid', { mistakes })
}

function outputOf(json: boolean): Output {
  return {
    json,
    say: (text) => console.error(text),
    result: (value, text) => console.log(json ? JSON.stringify(value) : text),
  }
}

// The program that started us (scripts/bootstrap.mjs) holds the other end of this channel until it ends, also by kill -9.
function endWithParent(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}
