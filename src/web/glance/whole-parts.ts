/**
 * Rounds sums to whole units so that the parts still add up to the difference of the rounded ends: each is rounded down, and what is
 * missing goes one by one to the largest remainders.
 * @param unit minor units of one whole: 100 for the euro
 */
export function wholeParts(before: number, now: number, parts: readonly number[], unit: number) {
  // Nought is added because a small loss rounds to −0, which is written with its sign.
  const whole = (minor: number) => Math.round(minor / unit) * unit + 0
  const ends = { before: whole(before), now: whole(now) }
  const floors = parts.map((minor) => Math.floor(minor / unit) * unit + 0)
  const missing = Math.round((ends.now - ends.before - floors.reduce((sum, minor) => sum + minor, 0)) / unit)
  const order = parts
    .map((minor, place) => ({ place, remainder: minor - (floors[place] ?? 0) }))
    .toSorted((one, other) => other.remainder - one.remainder || one.place - other.place)
  const raised = new Set(order.slice(0, Math.max(0, missing)).map(({ place }) => place))
  return { ...ends, parts: floors.map((minor, place) => (raised.has(place) ? minor + unit : minor)) }
}
