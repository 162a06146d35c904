/** Who is known under which keys, at some ten bytes a key: a million people have five million of them. */
export interface KeyTable {
  /** Somebody more, whose keys are added under the number this gives. */
  enter(id: string): number
  /** A key goes by its hash (`keyHash`). */
  add(hash: number, owner: number): void
  /** Whoever may be known under a key, in the order they came. Now and then it is somebody who is not: to be looked at. */
  owners(hash: number): readonly number[]
  idOf(owner: number): string
  /** Somebody turned out to be somebody else. */
  rename(owner: number, id: string): void
}

// Of two under one key the older counts; those behind are there for when it goes meanwhile.
const mostOwners = 8
const mostFilled = 0.75
const idBytes = 16

/** A table that is large enough for so many keys at first. */
export function keyTable(expected = 0): KeyTable {
  // In pairs: the hash of a key, and the number of its owner, counted from 1.
  let slots = new Uint32Array(2 * 2 ** Math.ceil(Math.log2(Math.max(expected / mostFilled, 1024))))
  let filled = 0
  let ids = Buffer.alloc(1024 * idBytes)
  let entered = 0
  const next = (at: number) => (at + 2) & (slots.length - 1)
  const firstOf = (hash: number) => (hash * 2) & (slots.length - 1)
  const put = (hash: number, owner: number) => {
    let at = firstOf(hash)
    while (slots[at + 1] !== 0) at = next(at)
    slots[at] = hash
    slots[at + 1] = owner
  }
  const find = (hash: number): readonly number[] => {
    let found: number[] | null = null
    for (let at = firstOf(hash); slots[at + 1] !== 0; at = next(at))
      if (slots[at] === hash) (found ??= []).push((slots[at + 1] ?? 1) - 1)
    return found ?? nobody
  }
  const grow = () => {
    const before = slots
    slots = new Uint32Array(before.length * 2)
    for (let at = 0; at < before.length; at += 2) if (before[at + 1] !== 0) put(before[at] ?? 0, before[at + 1] ?? 0)
  }
  const write = (owner: number, id: string) => ids.write(id.replaceAll('-', ''), owner * idBytes, 'hex')
  return {
    enter(id) {
      if ((entered + 1) * idBytes > ids.length) ids = Buffer.concat([ids, Buffer.alloc(ids.length)])
      write(entered, id)
      return entered++
    },
    add(hash, owner) {
      const others = find(hash)
      if (others.length >= mostOwners || others.includes(owner)) return
      if (++filled > (slots.length / 2) * mostFilled) grow()
      put(hash, owner + 1)
    },
    owners: find,
    idOf(owner) {
      const hex = ids.toString('hex', owner * idBytes, (owner + 1) * idBytes)
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
    },
    rename: write,
  }
}

const nobody: readonly number[] = []

/** The parts of a key in 32 bits: FNV-1a, mixed at the end as in MurmurHash3, because the table goes by the lowest bits. */
export function keyHash(kind: string, one: string, other: string): number {
  let hash = hashed(hashed(hashed(0x811c9dc5, kind) + 1, one) + 1, other)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function hashed(before: number, text: string): number {
  let hash = before
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}
