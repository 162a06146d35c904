/** Texts that have been seen, at sixteen bytes each or less: of a file of a million rows there are some millions. */
export interface KeySet {
  add(key: string): void
  has(key: string): boolean
}

/** Keeps a number of 53 bits for each text: of four million, two are the same by chance once in a thousand files. */
export function keySet(): KeySet {
  let slots = new Float64Array(1024)
  let size = 0
  const slotOf = (hash: number): number => {
    let at = hash % slots.length
    while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) % slots.length
    return at
  }
  const grow = () => {
    const before = slots
    slots = new Float64Array(before.length * 2)
    for (const hash of before) if (hash !== 0) slots[slotOf(hash)] = hash
  }
  return {
    add(key) {
      const hash = hashOf(key)
      const at = slotOf(hash)
      if (slots[at] === hash) return
      slots[at] = hash
      if (++size * 2 > slots.length) grow()
    },
    has: (key) => slots[slotOf(hashOf(key))] !== 0,
  }
}

/** Two hashes of 32 bits at once (cyrb53), never 0. */
function hashOf(text: string): number {
  let one = 0xdeadbeef
  let other = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    one = Math.imul(one ^ unit, 2_654_435_761)
    other = Math.imul(other ^ unit, 1_597_334_677)
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)
  other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & other) + (one >>> 0) || 1
}
