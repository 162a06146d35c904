import type { InputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/audit.ts'
import { languages } from '../../../contract/primitives.ts'
import { auditActor, auditSentence } from '../../../words/audit-sentence.ts'
import { words } from '../../../words/node.ts'
import type { Context } from '../../kernel/context.ts'
import { csvLine } from '../../kernel/csv.ts'
import { type After, stretch } from './audit-log.ts'

const atOnce = 500
const most = 100_000

/** The log as CSV, newest first: the sentences as people read them, and the codes for programs. */
export async function downloadAudit(
  ctx: Context,
  { query }: InputOf<typeof contract.downloadAudit>,
): Promise<AsyncIterable<string>> {
  const { language: wanted, ...filters } = query
  const language = languages.find((each) => each === wanted) ?? ctx.workspace.language
  return lines(ctx, filters, words(language).t)
}

type Filters = Omit<InputOf<typeof contract.downloadAudit>['query'], 'language'>
type Say = ReturnType<typeof words>['t']

async function* lines(ctx: Context, filters: Filters, t: Say): AsyncGenerator<string> {
  // Spreadsheet programs take a file without this mark for one of an old code page.
  yield '\ufeff'
  const columns = ['at', 'who', 'what', 'address', 'code'] as const
  yield csvLine(columns.map((column) => t(`audit.column.${column}`)))
  let after: After = null
  for (let written = 0; written < most; written += atOnce) {
    const { entries, after: next } = await stretch(ctx, filters, after, atOnce)
    yield entries
      .map((entry) =>
        csvLine([entry.at, auditActor(entry, t), auditSentence(entry, t), entry.address ?? '', entry.action]),
      )
      .join('')
    if (next === null) return
    after = next
  }
}
