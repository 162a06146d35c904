import { keysOf } from '../../src/server/modules/duplicates/likeness/keys.ts'
import { likeness } from '../../src/server/modules/duplicates/likeness/score.ts'
import { traitsOf } from '../../src/server/modules/duplicates/likeness/traits.ts'
import type { Labelled } from './labelled-set.ts'

/** How well likeness is found: of a set of pairs, how many of those told are the same, and how many of the same are told. */
export interface Measured {
  readonly same: number
  readonly told: number
  readonly right: number
  readonly precision: number
  readonly recall: number
}

export interface Found {
  readonly one: Labelled
  readonly other: Labelled
  readonly score: number
}

const mostPerKey = 40

/** The pairs that share a key and are alike, found as the scan finds them. */
export function pairsFound(set: readonly Labelled[], least: number): Found[] {
  const rows = set.map((each) => ({ each, traits: traitsOf(each.kind, each.row) }))
  const byKey = new Map<number, number[]>()
  for (const [at, { each, traits }] of rows.entries()) {
    for (const key of keysOf(each.kind, traits)) byKey.set(key, [...(byKey.get(key) ?? []), at])
  }
  const compared = new Map<string, Found>()
  for (const places of byKey.values()) {
    if (places.length < 2 || places.length > mostPerKey) continue
    for (const one of places) {
      for (const other of places) {
        const [a, b] = [rows[one], rows[other]]
        if (one >= other || compared.has(`${one} ${other}`) || !a || !b) continue
        compared.set(`${one} ${other}`, {
          one: a.each,
          other: b.each,
          score: likeness(a.each.kind, a.traits, b.traits).score,
        })
      }
    }
  }
  return [...compared.values()].filter(({ score }) => score >= least)
}

/** Precision and recall of what was found, over the rows that `of` names. */
export function measure(set: readonly Labelled[], found: readonly Found[], of: (row: Labelled) => boolean): Measured {
  const sizes = new Map<number, number>()
  for (const row of set.filter(of)) sizes.set(row.entity, (sizes.get(row.entity) ?? 0) + 1)
  const same = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const told = found.filter(({ one }) => of(one))
  const right = told.filter(({ one, other }) => one.entity === other.entity).length
  return {
    same,
    told: told.length,
    right,
    precision: right / Math.max(1, told.length),
    recall: right / Math.max(1, same),
  }
}
