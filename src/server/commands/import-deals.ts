import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { importDeals } from '../../cli/import-deals.ts'
import { type ImportResult, importMapping } from '../../contract/imports.ts'
import { day } from '../../contract/primitives.ts'
import { words } from '../../words/node.ts'
import type { Mistake } from '../config.ts'
import { OperatorError } from '../operator-error.ts'
import { defineCommand, type Output } from './command.ts'
import { everyOtherSecond, mistakesInUrl, missingFiles, naming, serverFlags } from './over-http.ts'
import { exitCodes } from './texts.ts'

export const command = defineCommand({
  describes:
    'Imports deals from CSV files, with the companies, people, products and members they refer to. Running it again updates the same deals.',
  operands: 'FILE…',
  settings: [],
  flags: {
    ...serverFlags,
    key: { placeholder: 'KEY', required: true, describes: 'An API key whose role may import' },
    mapping: { placeholder: 'auto|FILE', describes: 'How the files are read: guessed (auto), or a JSON file' },
    'observed-from': { placeholder: 'DAY', describes: 'Since when the files are complete, such as 2017-03-01' },
    'dry-run': { describes: 'Only say what would come in' },
  },
  async run({ flags, operands, output }) {
    const mapping = await readMapping(flags.mapping ?? 'auto')
    const mistakes = [
      ...mistakesIn(flags.url, flags['observed-from']),
      ...(await missingFiles(operands)),
      ...mapping.mistakes,
    ]
    if (mistakes.length > 0) throw new OperatorError('configuration_invalid', { mistakes })
    const wanted = {
      files: operands,
      mapping: mapping.text,
      observedFrom: flags['observed-from'],
      dryRun: flags['dry-run'],
    }
    const result = await naming(flags.url, () =>
      importDeals({ url: flags.url, key: flags.key }, wanted, progress(output)),
    )
    report(result, output)
    if (result.status === 'failed') process.exitCode = exitCodes.failed
  },
})

function mistakesIn(url: string, observedFrom: string | undefined): Mistake[] {
  const mistakes = mistakesInUrl(url)
  if (observedFrom !== undefined && !z.safeParse(day, observedFrom).success)
    mistakes.push({ code: 'day_invalid', name: '--observed-from', value: observedFrom })
  return mistakes
}

async function readMapping(wanted: string): Promise<{ text: string; mistakes: Mistake[] }> {
  if (wanted === 'auto') return { text: 'auto', mistakes: [] }
  try {
    const text = await readFile(wanted, 'utf8')
    if (z.safeParse(importMapping, JSON.parse(text)).success) return { text, mistakes: [] }
  } catch {
    // Not there, or not JSON: one remedy for both.
  }
  return { text: '', mistakes: [{ code: 'mapping_invalid', name: '--mapping', value: wanted }] }
}

function progress(output: Output): (sofar: ImportResult) => void {
  let sofar: ImportResult | null = null
  const say = everyOtherSecond(() => {
    if (sofar) output.say(`${number(sofar.processed)} of ${number(sofar.total)} rows …`)
  })
  return (latest) => {
    sofar = latest
    say()
  }
}

function report(result: ImportResult, output: Output): void {
  const { importId, rows, created, updated, merged, rejected, problems, files } = result
  const { t } = words('en')
  const lines = [
    result.status === 'failed' ? 'The import failed.' : result.dryRun ? 'Nothing was written (dry run).' : 'Imported.',
    `${number(rows)} rows of deals: ${number(created)} created, ${number(updated)} updated, ${number(merged)} merged, ${number(rejected)} rejected.`,
    ...files.flatMap(({ name, kind, ...file }) =>
      kind === 'deals' || kind === 'ignore'
        ? []
        : [
            `${name}: ${number(file.created)} ${kind} created, ${number(file.updated)} updated, ${number(file.merged)} merged, ${number(file.rejected)} rejected.`,
          ],
    ),
    ...problems.map(({ code, count, example }) => {
      const place = [example.file, `row ${example.row}`, example.column, example.value].filter((part) => part !== null)
      return `  ${number(count)} × ${t(`imports.problem.${code}`)} (${place.join(', ')})`
    }),
  ]
  output.result({ importId, rows, created, updated, merged, rejected, problems }, lines.join('\n'))
}

function number(value: number): string {
  return value.toLocaleString('en')
}
