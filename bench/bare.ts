import { once } from 'node:events'
import { fastify } from 'fastify'
import pg from 'pg'
import type { Statements } from './statements.ts'

// The least that could answer these requests: no identity, no rights, no rules, no facts.
const [{ connection, statements, seeded }] = await once(process, 'message')
const { list, get, board }: Statements = statements
const pool = new pg.Pool({ ...connection, max: 8 })
const app = fastify()

app.get('/api/v1/deals', async (_request, reply) => {
  const { rows } = await pool.query({ name: 'list', text: list.sql, values: [...list.parameters] })
  return reply.type('application/json').send(JSON.stringify({ items: rows, next: null }))
})
app.get<{ Params: { id: string } }>('/api/v1/deals/:id', async ({ params }, reply) => {
  const values = get.parameters.map((value) => (value === seeded.openIds[0] ? params.id : value))
  const { rows } = await pool.query({ name: 'get', text: get.sql, values })
  return reply.type('application/json').send(JSON.stringify(rows[0]))
})
app.get('/api/v1/board', async (_request, reply) => {
  const { rows } = await pool.query({ name: 'board', text: board.sql, values: [...board.parameters] })
  return reply.type('application/json').send(JSON.stringify(rows))
})
app.post<{ Params: { id: string }; Body: { stage: string } }>('/api/v1/deals/:id/move', async ({ params, body }) => {
  const text =
    'update deals set stage_id = $1, stage_entered_at = now(), updated_at = now(), version = version + 1 where workspace_id = $2 and id = $3 returning id, version'
  const { rows } = await pool.query({
    name: 'move',
    text,
    values: [seeded.stages[body.stage], seeded.workspaceId, params.id],
  })
  return rows[0]
})
app.post<{ Body: { name: string; companyId: string; amountMinor: number } }>('/api/v1/deals', async ({ body }) => {
  const text = `insert into deals (workspace_id, id, name, company_id, process_id, version_id, stage_id, stage_entered_at, amount_minor, currency, opened_at, created_at, updated_at)
    values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, now(), $7, 'EUR', now(), now(), now()) returning id`
  const { processId, versionId, stages } = seeded
  const { rows } = await pool.query({
    name: 'create',
    text,
    values: [seeded.workspaceId, body.name, body.companyId, processId, versionId, stages.prospecting, body.amountMinor],
  })
  return rows[0]
})

process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }))
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
