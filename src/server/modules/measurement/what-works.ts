import { sql } from 'kysely'
import type { QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/what-works.ts'
import type { Context } from '../../kernel/context.ts'
import { figure } from './figures.ts'
import { groupNames } from './grouping.ts'
import type { OwnKind } from './objections-in.ts'
import type { Musts } from './playbook.ts'
import { scopeOf } from './scope.ts'
import { processMap } from './stages.ts'

export async function objectionFigures(
  ctx: Context,
  { by_day: byDay, ...asked }: QueryOf<typeof contract.showObjectionFigures>,
): Promise<contract.ObjectionFigures> {
  const process = await processMap(ctx, asked.process)
  const named = await ownKindsOf(ctx)
  const ownKinds = named.map(({ id, into, kind }) => ({ id, into, kind }))
  const found = await figure(ctx, 'objections', { scope: scopeOf(ctx, asked), process, byDay, ownKinds })
  const titles = await titlesOf(
    ctx,
    found.answers.items.map(({ id }) => id),
  )
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return {
    ...found,
    ownKinds: found.ownKinds.map((kind) => ({ ...kind, name: names.get(kind.id) ?? null })),
    answers: {
      ...found.answers,
      items: found.answers.items.map((answer) => ({ ...answer, title: titles.get(answer.id) ?? null })),
    },
  }
}

export async function trialFigures(
  ctx: Context,
  { by_day: byDay, ...asked }: QueryOf<typeof contract.showTrialFigures>,
): Promise<contract.TrialFigures> {
  return figure(ctx, 'trialEffect', { scope: scopeOf(ctx, asked), byDay })
}

export async function playbookFigures(
  ctx: Context,
  asked: QueryOf<typeof contract.showPlaybookFigures>,
): Promise<contract.PlaybookFigures> {
  const process = await processMap(ctx, asked.process)
  const scope = scopeOf(ctx, { ...asked, process: process.processId })
  const musts = await mustsOf(ctx, process.processId)
  const found = await figure(ctx, 'playbook', { scope, process, musts })
  const ids = found.owners.items.flatMap(({ id }) => id ?? [])
  const names = await groupNames(ctx, 'owner', ids)
  const items = found.owners.items.map((owner) => ({ ...owner, name: names.get(owner.id ?? '') ?? null }))
  return { ...found, owners: { ...found.owners, items } }
}

/** Kinds that were merged stand for what they were merged into, however often. */
export async function ownKindsOf(ctx: Context): Promise<(OwnKind & { readonly name: string })[]> {
  const { rows } = await sql<OwnKind & { name: string }>`
    with recursive led as (
      select id, id as into, 0 as steps from objection_kinds
      where workspace_id = ${ctx.workspace.id} and merged_into_id is null
      union all
      select k.id, l.into, l.steps + 1 from objection_kinds k join led l on l.id = k.merged_into_id
      where k.workspace_id = ${ctx.workspace.id} and l.steps < 100
    )
    select l.id, l.into, k.kind, k.name from led l
    join objection_kinds k on k.workspace_id = ${ctx.workspace.id} and k.id = l.into
    order by l.id limit 2000`.execute(ctx.tx)
  return rows
}

async function titlesOf(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.tx
    .selectFrom('answers')
    .select(['id', 'title'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .limit(ids.length)
    .execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

export async function mustsOf(ctx: Context, processId: string): Promise<Musts[]> {
  const { rows } = await sql<Musts>`
    select s.version_id as "versionId", s.key as stage, array(
      select q ->> 'key' from jsonb_array_elements(s.playbook -> 'questions') q where (q ->> 'isMust')::boolean
    ) as questions
    from stages s where s.workspace_id = ${ctx.workspace.id} and s.process_id = ${processId}
    order by s.id limit 5000`.execute(ctx.tx)
  return rows
}
