import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importViolations, readSource, sources } from './imports.ts'

test('imports go one way, through the faces of modules, and packages stay in their layer', () => {
  const all = sources()
  expect(all.length).toBeGreaterThan(100)
  expect(importViolations(all)).toEqual([])
})

test('the guide to the house names every module', () => {
  const guide = readFileSync('docs/architecture.md', 'utf8')
  const named = [...guide.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name)
  expect(named.sort()).toEqual(readdirSync('src/server/modules').sort())
})

test.each([
  ['a contract that knows the server', 'src/contract/deals.ts', "import { record } from '../server/kernel/facts.ts'"],
  ['a contract with a package of its own', 'src/contract/deals.ts', "import pg from 'pg'"],
  [
    'a screen that reaches into the server',
    'src/web/deals/board.tsx',
    "import type { Deals } from '../../server/database/tables.ts'",
  ],
  ['a dynamic import is an import', 'src/web/deals/board.tsx', "const x = await import('../../server/main.ts')"],
  ['an import for its side effect is an import', 'src/statistics/kaplan-meier.ts', "import '../server/main.ts'"],
  [
    'a module that imports one above it',
    'src/server/modules/people/people.ts',
    "import { moveDeal } from '../deals/index.ts'",
  ],
  [
    'a module that reaches past a face',
    'src/server/modules/deals/moves.ts',
    "import { processes } from '../process/processes.ts'",
  ],
  [
    'a module that opens the database',
    'src/server/modules/deals/moves.ts',
    "import { openPools } from '../../database/pool.ts'",
  ],
  ['nobody imports main', 'src/server/modules/deals/moves.ts', "import { startServer } from '../../main.ts'"],
])('the law sees %s', (_, file, text) => {
  expect(importViolations([readSource(file, text)])).toHaveLength(1)
})

test('a module may import a lower one through its face, and the types of tables', () => {
  const text =
    "import { findCompany } from '../people/index.ts'\nimport type { Tables } from '../../database/tables.ts'"
  expect(importViolations([readSource('src/server/modules/deals/moves.ts', text)])).toEqual([])
})
