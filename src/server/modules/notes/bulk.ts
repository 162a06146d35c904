import { sql } from 'kysely'
import { plainText, type RichText } from '../../../contract/rich-text.ts'
import type { Context } from '../../kernel/context.ts'

/** A note that was written elsewhere. It hangs on exactly one record. */
export interface BroughtNote {
  /** Made of what it is there, so that the same note brought twice is one. */
  readonly id: string
  readonly company_id?: string | null
  readonly person_id?: string | null
  readonly household_id?: string | null
  readonly deal_id?: string | null
  /** Plain text with its lines. */
  readonly text: string
  /** When it was written. */
  readonly at: Date
}

/**
 * Writes notes that were written elsewhere; those that are there get the new words, unless somebody here has changed or
 * deleted them. Nobody is asked whether the records are seen: that is for whoever brings them.
 * @returns the ids of those that are new
 */
export async function bringNotes(ctx: Context, notes: readonly BroughtNote[]): Promise<Set<string>> {
  if (notes.length === 0) return new Set()
  const rows = notes.map(({ text, at, ...note }) => {
    const content = richTextOf(text)
    return { ...note, content, plain: plainText(content), created_at: at }
  })
  const { rows: written } = await sql<{ id: string; is_new: boolean }>`
    insert into notes as n (workspace_id, id, company_id, person_id, household_id, deal_id, content, plain, author_kind,
      author_id, created_at)
    select ${ctx.workspace.id}, id, company_id, person_id, household_id, deal_id, content, plain, ${ctx.actor.kind},
      ${ctx.actor.id}::uuid, created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, company_id uuid, person_id uuid, household_id uuid,
      deal_id uuid, content jsonb, plain text, created_at timestamptz)
    on conflict (workspace_id, id) do update set content = excluded.content, plain = excluded.plain,
      version = n.version + 1
    where n.edited_at is null and n.deleted_at is null and n.plain <> excluded.plain
    returning id, xmax = 0 as is_new`.execute(ctx.tx)
  return new Set(written.flatMap(({ id, is_new }) => (is_new ? [id] : [])))
}

// As many as rich text may have; the last keeps the rest.
const mostParagraphs = 1_000

/** Plain text as the editor of notes keeps it: a paragraph a line. */
function richTextOf(text: string): RichText {
  const lines = text.split('\n')
  const kept = lines.slice(0, mostParagraphs - 1)
  if (lines.length >= mostParagraphs) kept.push(lines.slice(mostParagraphs - 1).join(' '))
  return {
    type: 'doc',
    content: kept.map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
    })),
  }
}
