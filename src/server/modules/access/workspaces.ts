import type { changeWorkspace as ChangeWorkspace, Workspace as ShownWorkspace } from '../../../contract/access.ts'
import type { InputOf } from '../../../contract/endpoint.ts'
import type { Role } from '../../../contract/permissions.ts'
import type { Language } from '../../../contract/primitives.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { audit } from './audit.ts'

function row(ctx: Context) {
  return ctx.tx.selectFrom('workspaces').selectAll().where('id', '=', ctx.workspace.id)
}

function show({
  id,
  slug,
  name,
  language,
  currency,
  time_zone,
  version,
  created_at,
}: Awaited<ReturnType<ReturnType<typeof row>['executeTakeFirstOrThrow']>>): ShownWorkspace {
  return { id, slug, name, language, currency, timeZone: time_zone, version, createdAt: created_at.toISOString() }
}

/** The workspace of this session or key. */
export async function showWorkspace(ctx: Context): Promise<ShownWorkspace> {
  return show(await row(ctx).executeTakeFirstOrThrow())
}

/** Changes name, language or time zone. The currency stays: sums of the past are in it. */
export async function changeWorkspace(
  ctx: Context,
  { body }: InputOf<typeof ChangeWorkspace>,
): Promise<ShownWorkspace> {
  const { timeZone, ...same } = body
  if (timeZone !== undefined) requireTimeZone(timeZone)
  const before = await row(ctx).forUpdate().executeTakeFirstOrThrow()
  requireVersion(ctx, before, show(before))
  const changed = {
    ...same,
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...nextVersion(before, Object.keys(body)),
  }
  const after = await ctx.tx
    .updateTable('workspaces')
    .set(changed)
    .where('id', '=', ctx.workspace.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(ctx, { action: 'workspace.changed', data: { fields: Object.keys(body) } })
  return show(after)
}

/** Refuses what is not a time zone of the IANA database. */
function requireTimeZone(timeZone: string): string {
  // Intl takes offsets as well, and PostgreSQL counts those the other way round.
  if (!/^[A-Za-z]/.test(timeZone)) fail('unknown_time_zone', { timeZone })
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone && timeZone
  } catch {
    // Intl knows the database and throws a RangeError for every other name.
    return fail('unknown_time_zone', { timeZone })
  }
}

export interface NewWorkspace {
  readonly name: string
  readonly language: Language
  readonly currency: string
  readonly timeZone: string
  readonly owner: { readonly name: string; readonly email: string; readonly passwordHash: string }
}

/** Creates a workspace with its owner, who is the actor of the context that comes back. */
export async function createWorkspace(tx: Queries, now: Date, wanted: NewWorkspace): Promise<Context> {
  const workspace = {
    id: newId(),
    slug: await freeSlug(tx, wanted.name),
    name: wanted.name,
    language: wanted.language,
    currency: requireCurrency(wanted.currency),
    time_zone: requireTimeZone(wanted.timeZone),
    created_at: now,
  }
  await tx.insertInto('workspaces').values(workspace).execute()
  const { id, slug, language, currency, time_zone: timeZone } = workspace
  const owner = await addUser(tx, now, { workspaceId: id, language, role: 'owner', ...wanted.owner })
  return {
    tx,
    now,
    version: null,
    workspace: { id, slug, language, currency, timeZone },
    actor: { kind: 'member', id: owner, role: 'owner', sees: null },
  }
}

export interface NewUser {
  readonly workspaceId: string
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly role: Role
  readonly language: Language
  /** A member without sign-in whom this user is. */
  readonly claims?: string | undefined
}

/** Lets somebody sign in: a user with a password, who becomes a member, new or claimed. Returns the member's id. */
export async function addUser(tx: Queries, now: Date, user: NewUser): Promise<string> {
  const userId = await addLogin(tx, user)
  if (user.claims !== undefined) return claim(tx, userId, user)
  const id = newId()
  const { workspaceId, name, role, language } = user
  await tx
    .insertInto('members')
    .values({ workspace_id: workspaceId, id, user_id: userId, name, role, language, created_at: now })
    .execute()
  return id
}

/** Adds somebody who can sign in, a member of nothing yet. Returns the user's id. */
export async function addLogin(
  tx: Queries,
  { name, email, passwordHash }: Pick<NewUser, 'name' | 'email' | 'passwordHash'>,
): Promise<string> {
  const id = newId()
  const added = await tx
    .insertInto('users')
    .values({ id, name, email, email_verified: false })
    // Of two who come with one address at the same moment, one is first.
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) fail('email_taken')
  await tx
    .insertInto('accounts')
    .values({ id: newId(), user_id: id, account_id: id, provider_id: 'credential', password: passwordHash })
    .execute()
  return id
}

async function claim(tx: Queries, userId: string, { workspaceId, role, claims }: NewUser): Promise<string> {
  const claimed = await tx
    .updateTable('members')
    .set({ user_id: userId, role })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', claims ?? '')
    .where('user_id', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return claimed?.id ?? fail('not_found', { kind: 'member' })
}

/** The name as part of an address: Latin letters and digits, numbered when taken. */
async function freeSlug(tx: Queries, name: string): Promise<string> {
  const base =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 30)
      .replace(/^-+|-+$/g, '') || 'workspace'
  const like = await tx
    .selectFrom('workspaces')
    .select('slug')
    .where('slug', 'like', `${base}%`)
    .limit(10_000)
    .execute()
  const taken = new Set(like.map((found) => found.slug))
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`
}
