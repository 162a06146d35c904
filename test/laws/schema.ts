import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../src/server/database/migrations')

// Without a workspace: sign-in and the workspaces themselves. Reference tables when the database is distributed.
const referenceTables = new Set([
  'workspaces',
  'users',
  'sessions',
  'accounts',
  'verifications',
  'sign_in_attempts',
  'second_factors',
  'recovery_codes',
  'passkeys',
])

export function migrations(): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n')
}

/** What would keep the schema from being distributed by workspace, a sentence each. */
export function schemaViolations(sql: string): string[] {
  const code = sql.replace(/--.*$/gm, '')
  return [...tables(code), ...uniqueIndexes(code), ...forbidden(code)]
}

function tables(code: string): string[] {
  return [...code.matchAll(/create table (?:if not exists )?(\w+) \(([\s\S]*?)\n\)/g)].flatMap(
    ([, table = '', body = '']) => {
      if (referenceTables.has(table)) return []
      const keyed = /primary key \(workspace_id, (?:id|\w+, \w+)\)/.test(body)
      const foreign = [...body.matchAll(/foreign key \(([^)]*)\) references (\w+)/g)]
      return [
        ...(keyed ? [] : [`${table} has no key (workspace_id, …)`]),
        ...foreign
          .filter(([, columns = '']) => !columns.startsWith('workspace_id, '))
          .map(([, columns]) => `${table} has a reference without its workspace: ${columns}`),
        ...(/\bunique\b/.test(body)
          ? [`${table} has a unique column; write a unique index that contains workspace_id`]
          : []),
      ]
    },
  )
}

function uniqueIndexes(code: string): string[] {
  return [...code.matchAll(/create unique index (\w+) on (\w+) \(([^;]*)\)/g)]
    .filter(([, , table = '', columns = '']) => !referenceTables.has(table) && !columns.startsWith('workspace_id'))
    .map(([, index]) => `${index} is unique without the workspace`)
}

function forbidden(code: string): string[] {
  return ['set null', 'on update cascade', 'create trigger', 'set default']
    .filter((words) => code.toLowerCase().includes(words))
    .map((words) => `"${words}" does not distribute`)
}
