import { expect, test } from 'vitest'
import { archivedTables, leftOut } from '../../src/server/modules/exports/index.ts'
import { migrations } from './schema.ts'

const inArchive = new Set(archivedTables.map(({ name }) => name))

/** Tables of which nobody has said whether a complete archive has them. */
function forgotten(sql: string): string[] {
  const code = sql.replace(/--.*$/gm, '')
  const made = [...code.matchAll(/create table (?:if not exists )?(\w+)/g)].map(([, name = '']) => name)
  return made.filter((name) => !inArchive.has(name) && !(name in leftOut))
}

test('every table is in the complete archive, or is left out for a reason', () => {
  expect(forgotten(migrations())).toEqual([])
})

test('the law sees a table that was forgotten', () => {
  expect(forgotten('create table dreams (\n  id uuid\n);')).toEqual(['dreams'])
})

test('no table is both in the archive and left out, and none is named that is not there', () => {
  const there = new Set([...migrations().matchAll(/create table (?:if not exists )?(\w+)/g)].map(([, name]) => name))
  const named = [...inArchive, ...Object.keys(leftOut)]
  expect(named.filter((name, at) => !there.has(name) || named.indexOf(name) !== at)).toEqual([])
})

test('what a row refers to stands before it', () => {
  const sql = migrations().replace(/--.*$/gm, '')
  const order = archivedTables.map(({ name }) => name)
  const bodies = [
    ...sql.matchAll(/create table (\w+) \(([\s\S]*?)\n\)/g),
    ...sql.matchAll(/alter table (\w+)\n([^;]*)/g),
  ]
  const wrong = bodies.flatMap(([, table = '', body = '']) =>
    [...body.matchAll(/foreign key \([^)]*\) references (\w+)/g)].flatMap(([, other = '']) =>
      order.includes(table) && order.indexOf(other) > order.indexOf(table) ? [`${table} → ${other}`] : [],
    ),
  )
  expect(wrong).toEqual([])
})
