/** Lists of codes by place, each list kept once however many places have it: products of a million deals are few lists. */
export interface Lists {
  /** What a place has; undefined where it has none. */
  get(place: number): readonly number[] | undefined
  set(place: number, list: readonly number[] | null): void
  /** By list, whether it holds a code: to be asked with `of`. */
  holding(code: number): Uint8Array
  /** The number of a place's list; 0 for none. */
  of: Int32Array
  readonly all: readonly (readonly number[])[]
}

export function lists(of: Int32Array = new Int32Array(256), all: (readonly number[])[] = [[]]): Lists {
  const numbers = new Map(all.map((list, number) => [list.join(), number]))
  const numberOf = (list: readonly number[]): number => {
    const known = numbers.get(list.join())
    if (known !== undefined) return known
    numbers.set(list.join(), all.length)
    return all.push(list) - 1
  }
  return {
    of,
    all,
    get(place) {
      const number = this.of[place] ?? 0
      return number === 0 ? undefined : all[number]
    },
    set(place, list) {
      const number = list === null || list.length === 0 ? 0 : numberOf(list)
      if (place >= this.of.length) {
        if (number === 0) return
        const wider = new Int32Array(Math.max(place + 1, this.of.length * 2))
        wider.set(this.of)
        this.of = wider
      }
      this.of[place] = number
    },
    holding: (code) => Uint8Array.from(all, (list) => Number(list.includes(code))),
  }
}
