import { expect, test } from 'vitest'
import { type Language, languages } from '../../src/contract/primitives.ts'
import { tellStories } from '../../src/server/modules/deals/index.ts'
import { renderTemplate } from '../../src/server/modules/process/index.ts'
import { productsOf, sourcesOf } from '../../src/server/modules/sample/goods.ts'
import { addressed, spelt } from '../../src/server/modules/sample/places/place.ts'
import { places } from '../../src/server/modules/sample/places.ts'
import { randomFrom } from '../../src/server/modules/sample/random.ts'
import type { Version } from '../../src/server/modules/sample/scene.ts'
import { worldOf } from '../../src/server/modules/sample/world.ts'
import { beginning, type Hired, playYears } from '../../src/server/modules/sample/years.ts'

/** All rows of the deals, as text: ids, which are made anew each time, in the order they are met. */
function tell(language: Language, today: string): string {
  const world = worldOf({ workspaceId: 'w', language, currency: 'EUR', timeZone: 'Europe/Stockholm', today, seed: 7 })
  const hired = (id: string): Hired => ({ seller: { id, skill: 1, pace: 1 }, since: beginning, until: 0, share: 1 })
  const { played, base } = playYears(world, {
    products: productsOf(world, beginning, new Map()).byKey,
    sources: sourcesOf(world, beginning, new Map()).byKey,
    terms: { companies: ['net'], households: [] },
    answers: new Map(),
    companySellers: [hired('one'), hired('two')],
    householdSellers: [hired('three')],
    companyVersions: [version('seven-steps', language)],
    householdVersions: [version('four-steps', language)],
  })
  const told = tellStories(
    'w',
    played.map(({ story }) => story),
  )
  const ids = new Map<string, string>()
  return JSON.stringify([base.companies, base.people, base.households, told]).replaceAll(
    /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g,
    (id) => ids.getOrInsert(id, `#${ids.size}`),
  )
}

function version(template: string, language: Language): Version {
  const stages = renderTemplate(template, language)?.stages ?? []
  return {
    processId: template,
    versionId: template,
    stages: stages.map((stage, position) => ({ ...stage, id: stage.key, position })),
    since: beginning,
    pace: 1,
    presentation: 1,
  }
}

test('the same day tells the same story, another day another', () => {
  const story = tell('sv', '2026-03-10')
  // Two million characters are not to be shown where they differ.
  expect(tell('sv', '2026-03-10') === story).toBe(true)
  expect(tell('sv', '2026-03-11') === story).toBe(false)
})

test.each(languages)('%s has names and words enough, and nothing happens after yesterday', (language) => {
  const story = tell(language, '2026-03-10')
  expect(story.length).toBeGreaterThan(1_000_000)
  expect(story.match(/"name":""|story\.|undefined|\{name\}|\{place\}|\{\}"/)?.[0]).toBeUndefined()
  const instants = story.matchAll(/"occurred_at":"(2026-03[^"]*)"/g)
  expect([...instants].filter(([, at = '']) => at >= '2026-03-09T23:00')).toEqual([])
})

test.each(languages)('the people of %s have addresses that mail takes', (language) => {
  const { company, owner, manager, sellers, given, family, stems } = places[language]
  for (const name of [company, owner, manager, ...sellers, ...given, ...family, ...stems]) {
    expect(addressed(name), name).toMatch(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)
    expect(spelt(name), name).not.toContain('|')
  }
})

test('chance is fair enough, and the same for the same seed', () => {
  const many = Array.from(
    { length: 20_000 },
    (
      (random) => () =>
        random.share()
    )(randomFrom(1)),
  )
  expect(many.reduce((sum, share) => sum + share, 0) / many.length).toBeCloseTo(0.5, 2)
  const lengths = Array.from(
    { length: 4_001 },
    (
      (random) => () =>
        random.around(20, 0.6)
    )(randomFrom(2)),
  )
  expect(Math.abs((lengths.sort((a, b) => a - b)[2_000] ?? 0) - 20)).toBeLessThan(1)
  expect(
    randomFrom(3).weighted([
      ['a', 0],
      ['b', 1],
    ] as const),
  ).toBe('b')
})
