import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

interface Entry {
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Names in the lock file that no entry answers to: `npm ci` refuses the file for any of them. */
function unanswered(packages: Readonly<Record<string, Entry>>): string[] {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) => {
    const parents = place.split('/node_modules/').map((_, at, parts) => parts.slice(0, at + 1).join('/node_modules/'))
    return Object.keys(optionalDependencies).filter(
      (name) => !['', ...parents].some((parent) => path.posix.join(parent, 'node_modules', name) in packages),
    )
  })
}

test('the lock file has an entry for every package it names, on every system (scripts/lock.mjs makes it so)', () => {
  const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8'))
  expect(Object.keys(lock.packages).length).toBeGreaterThan(300)
  expect(unanswered(lock.packages)).toEqual([])
  expect(JSON.stringify(lock)).not.toContain('"resolved"')
})

test('the law sees a name without an entry', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-darwin': '1.0.0' } },
    'node_modules/a-linux': {},
  }
  expect(unanswered(packages)).toEqual(['a-darwin'])
})
