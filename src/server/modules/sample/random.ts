/** Chance that can be repeated: the same seed gives the same story. */
export interface Random {
  /** From 0 to 1, exclusive. */
  share(): number
  /** A whole number, both ends included. */
  whole(least: number, most: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** One of them, each as often as its weight says. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item
  /** Log-normal: half of them below the median, a few far above it, as durations and orders are. */
  around(median: number, spread: number): number
}

/** Mulberry32, public domain by Tommy Ettinger: 32 bits of state are plenty for a story. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(share() * items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  return {
    share,
    pick,
    whole: (least, most) => least + Math.floor(share() * (most - least + 1)),
    chance: (probability) => share() < probability,
    weighted: (items) => {
      let left = share() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return pick(items)[0]
    },
    // Box and Muller; the first share is kept off 0.
    around: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share())),
  }
}
