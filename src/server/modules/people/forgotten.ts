import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'

/** Keeps of mail addresses and numbers (E.164) as much as it takes to know them when they come again. */
export async function rememberForgotten(
  { tx, workspace, now }: Pick<Context, 'tx' | 'workspace' | 'now'>,
  contacts: readonly string[],
): Promise<void> {
  if (contacts.length === 0) return
  // One salt for all: of two who begin at once the second waits and finds the first one's.
  await sql`select from workspaces where id = ${workspace.id} for no key update`.execute(tx)
  const { rows } = await sql<{ salt: Buffer }>`
    select salt from forgotten_contacts where workspace_id = ${workspace.id} limit 1`.execute(tx)
  const salt = rows[0]?.salt ?? randomBytes(32)
  const hashes = contacts.map((contact) => createHash('sha256').update(salt).update(contact.toLowerCase()).digest())
  await sql`
    insert into forgotten_contacts (workspace_id, id, salt, hash, forgotten_at)
    select ${workspace.id}, h.id, ${salt}, h.hash, ${now}
    from unnest(${contacts.map(() => newId())}::uuid[], ${hashes}::bytea[]) as h (id, hash)
    on conflict (workspace_id, hash) do nothing`.execute(tx)
}

/** Those of these customers who were erased once, and are known by an address or a number, want no contact. */
export async function keepForgotten(
  { tx, workspace, now, actor }: Context,
  kind: 'person' | 'household',
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    insert into opt_outs (workspace_id, id, ${sql.ref(`${kind}_id`)}, created_by, created_at)
    select t.workspace_id, gen_random_uuid(), t.id, ${actor.id}, ${now}
    from (select salt from forgotten_contacts where workspace_id = ${workspace.id} limit 1) s
    cross join ${sql.table(kind === 'person' ? 'people' : 'households')} t
    where t.workspace_id = ${workspace.id} and t.id = any(${[...ids]}::uuid[])
      and exists (
        select from (
          values (t.email), (t.phone_e164), (translate(t.phone, '-()./ ', ''))
          union all select m->>'address' from jsonb_array_elements(t.more_emails) m
          union all select m->>'e164' from jsonb_array_elements(t.more_phones) m) c (contact)
        join forgotten_contacts f on f.workspace_id = t.workspace_id
          and f.hash = sha256(s.salt || convert_to(lower(c.contact), 'UTF8')))
      and not exists (
        select from opt_outs o where o.workspace_id = t.workspace_id and o.${sql.ref(`${kind}_id`)} = t.id)`.execute(tx)
}
