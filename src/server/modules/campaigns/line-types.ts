import { type Kysely, sql } from 'kysely'
import type { LineType } from '../../../contract/calling.ts'
import type { Tables } from '../../database/tables.ts'
import type { Workspace } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import type { AskLineType } from '../../kernel/line-types.ts'

// What a number is changes seldom; services are paid by the question, and by those who wait.
const knownForDays = 90
const atOnce = 4
const mostFailures = 5

interface Numbered {
  readonly e164: string | null
  readonly isValid: boolean
}

/** Asks about those numbers of which nothing is known, and keeps what is answered; a service that fails is left alone. */
export async function askAbout(
  db: Kysely<Tables>,
  workspace: Workspace,
  numbers: readonly Numbered[],
  ask: AskLineType,
  signal: AbortSignal,
): Promise<void> {
  const wanted = await unknownOf(db, workspace, numbers)
  const found: { number: string; line_type: LineType }[] = []
  let failures = 0
  for (let at = 0; at < wanted.length && failures < mostFailures && !signal.aborted; at += atOnce) {
    const asked = wanted.slice(at, at + atOnce)
    const answers = await Promise.all(asked.map(ask))
    for (const [index, number] of asked.entries()) {
      const line_type = answers[index] ?? null
      if (line_type === null) failures += 1
      else found.push({ number, line_type })
    }
  }
  await keep(db, workspace, found)
}

async function unknownOf(db: Kysely<Tables>, { id }: Workspace, numbers: readonly Numbered[]): Promise<string[]> {
  const valid = [...new Set(numbers.flatMap(({ e164, isValid }) => (e164 !== null && isValid ? [e164] : [])))]
  const { rows } = await sql<{ number: string }>`
    select n.number from known_numbers n
    where n.workspace_id = ${id} and n.number = any(${valid}::text[])
      and n.checked_at > now() - make_interval(days => ${knownForDays})`.execute(db)
  const known = new Set(rows.map(({ number }) => number))
  return valid.filter((number) => !known.has(number))
}

async function keep(
  db: Kysely<Tables>,
  { id }: Workspace,
  found: readonly { readonly number: string; readonly line_type: LineType }[],
): Promise<void> {
  if (found.length === 0) return
  const rows = found.map((one) => ({ id: newId(), ...one }))
  await sql`
    insert into known_numbers as n (workspace_id, id, number, line_type, checked_at)
    select ${id}, r.id, r.number, r.line_type, now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, number text, line_type text)
    on conflict (workspace_id, number) do update set line_type = excluded.line_type, checked_at = excluded.checked_at`.execute(
    db,
  )
}
