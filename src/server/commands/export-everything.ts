import { exportEverything } from '../../cli/everything.ts'
import { OperatorError } from '../operator-error.ts'
import { defineCommand } from './command.ts'
import { everyOtherSecond, mistakesInUrl, naming, serverFlags } from './over-http.ts'
import { exitCodes } from './texts.ts'

export const command = defineCommand({
  describes:
    'Saves everything in a workspace as one archive, which another Rondo takes in without a loss. See docs/archive.md.',
  operands: 'FILE',
  settings: [],
  flags: {
    all: {
      required: true,
      describes: 'Everything: the only way there is from here; lists are exported on their screens',
    },
    ...serverFlags,
    key: { placeholder: 'KEY', required: true, describes: 'An API key with the role of an owner' },
  },
  async run({ flags, operands: [file, ...more], output }) {
    const mistakes = mistakesInUrl(flags.url)
    if (file === undefined) mistakes.push({ code: 'argument_missing', name: 'FILE' })
    for (const name of more) mistakes.push({ code: 'argument_unexpected', name })
    if (mistakes.length > 0 || file === undefined) throw new OperatorError('configuration_invalid', { mistakes })
    let said = ''
    const say = everyOtherSecond(() => output.say(said))
    const made = await naming(flags.url, () =>
      exportEverything({ url: flags.url, key: flags.key }, file, ({ rows, total }) => {
        said = total === null ? `${number(rows)} rows …` : `${number(rows)} of ${number(total)} rows …`
        say()
      }),
    )
    const { rows, bytes } = made
    const isSaved = made.status === 'done'
    const words = isSaved ? `${number(rows)} rows in ${number(bytes)} bytes: ${file}` : 'The archive could not be made.'
    output.result({ file: isSaved ? file : null, rows, bytes }, words)
    if (!isSaved) process.exitCode = exitCodes.failed
  },
})

function number(value: number): string {
  return value.toLocaleString('en')
}
