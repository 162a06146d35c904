import { expect, test } from 'vitest'
import { migrations, schemaViolations } from './schema.ts'

test('the schema can be distributed by workspace', () => {
  const sql = migrations()
  expect(sql).toContain('create table deals')
  expect(schemaViolations(sql)).toEqual([])
})

test.each([
  ['a tenant table with a key of its own', 'create table notes (\n  id uuid primary key\n);'],
  [
    'a reference without its workspace',
    'create table notes (\n  workspace_id uuid not null,\n  id uuid,\n  deal_id uuid,\n  primary key (workspace_id, id),\n  foreign key (deal_id) references deals (id)\n);',
  ],
  ['a unique index across workspaces', 'create unique index notes_by_name on notes (name);'],
  ['a trigger', 'create trigger touched before update on deals execute function touch();'],
  [
    'a database that clears columns',
    'alter table deals add foreign key (workspace_id, owner_id) references members (workspace_id, id) on delete set null;',
  ],
])('the law sees %s', (_, sql) => {
  expect(schemaViolations(sql)).toHaveLength(1)
})
