import type { DBAdapter, Where } from 'better-auth'
import { sha256 } from '../../kernel/key.ts'

/**
 * Wraps the library's database adapter so that a session's token is stored as its SHA-256 only: the caller sees the
 * token it made, the table never does.
 */
export function hashedSessionTokens(adapter: DBAdapter): DBAdapter {
  return {
    ...adapter,
    async create<Data extends Record<string, unknown>, Row = Data>(
      input: Parameters<typeof adapter.create<Data, Row>>[0],
    ): Promise<Row> {
      if (input.model !== 'session') return adapter.create<Data, Row>(input)
      const created = await adapter.create<Data, Row>({ ...input, data: hashToken(input.data) })
      // What was created is what was asked for, but for the token, which the caller hands to the browser.
      return { ...created, token: Reflect.get(input.data, 'token') } as Row
    },
    findOne: (input) => adapter.findOne({ ...input, where: hashWhere(input.model, input.where) }),
    findMany: (input) =>
      adapter.findMany({ ...input, ...(input.where ? { where: hashWhere(input.model, input.where) } : {}) }),
    update: (input) => adapter.update({ ...input, where: hashWhere(input.model, input.where) }),
    updateMany: (input) => adapter.updateMany({ ...input, where: hashWhere(input.model, input.where) }),
    delete: (input) => adapter.delete({ ...input, where: hashWhere(input.model, input.where) }),
    deleteMany: (input) => adapter.deleteMany({ ...input, where: hashWhere(input.model, input.where) }),
  }
}

function hashToken<Data extends object>(data: Data): Data {
  return 'token' in data ? { ...data, token: hashed(data.token) } : data
}

function hashWhere(model: string, where: Where[]): Where[] {
  if (model !== 'session') return where
  return where.map((condition) =>
    condition.field === 'token' ? { ...condition, value: hashed(condition.value) } : condition,
  )
}

function hashed(token: unknown): string {
  return sha256(String(token)).toString('hex')
}
