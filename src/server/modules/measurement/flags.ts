/** Yes or no by place, a byte each; no where nothing was said. */
export interface Flags {
  of: Uint8Array
  set(place: number, is: boolean): void
}

export function flags(length = 256): Flags {
  return {
    of: new Uint8Array(length),
    set(place, is) {
      if (place >= this.of.length) {
        if (!is) return
        const wider = new Uint8Array(Math.max(place + 1, Math.ceil(this.of.length * 1.125)))
        wider.set(this.of)
        this.of = wider
      }
      this.of[place] = Number(is)
    },
  }
}
