import { importEverything } from '../../cli/everything.ts'
import { words } from '../../words/node.ts'
import { OperatorError } from '../operator-error.ts'
import { defineCommand } from './command.ts'
import { everyOtherSecond, mistakesInUrl, missingFiles, naming, serverFlags } from './over-http.ts'
import { exitCodes } from './texts.ts'

export const command = defineCommand({
  describes:
    'Takes a complete archive in, all of it or nothing, into a workspace in which nobody has worked yet. See docs/archive.md.',
  operands: 'FILE',
  settings: [],
  flags: {
    all: { required: true, describes: 'Everything that the archive holds; single tables come by “rondo import deals”' },
    ...serverFlags,
    key: {
      placeholder: 'KEY',
      required: true,
      describes: 'An API key of the empty workspace, with the role of an owner',
    },
  },
  async run({ flags, operands: [file, ...more], output }) {
    const mistakes = [...mistakesInUrl(flags.url), ...(await missingFiles(file === undefined ? [] : [file]))]
    for (const name of more) mistakes.push({ code: 'argument_unexpected', name })
    if (mistakes.length > 0 || file === undefined) throw new OperatorError('configuration_invalid', { mistakes })
    let said = ''
    const say = everyOtherSecond(() => output.say(said))
    const restore = await naming(flags.url, () =>
      importEverything({ url: flags.url, key: flags.key }, file, ({ rows, total }) => {
        said = `${number(rows)} of ${number(total ?? 0)} rows …`
        say()
      }),
    )
    const { refusal, rows } = restore
    const text = refusal ? words('en').t(`errors.${refusal.code}`, refusal.data) : `${number(rows)} rows are in.`
    output.result({ restoreId: restore.id, rows, refusal }, text)
    if (refusal) process.exitCode = exitCodes.failed
  },
})

function number(value: number): string {
  return value.toLocaleString('en')
}
