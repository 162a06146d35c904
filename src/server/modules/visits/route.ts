/** A place to go to, as far as it is known where it lies. */
export interface Stop {
  readonly id: string
  readonly at: Point | null
  readonly postalCode: string | null
  readonly street: string | null
}

export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/**
 * The order to visit stops in, without any map. Stops with coordinates: always to the nearest next one, then improved by 2-opt
 * until no two legs are better exchanged (Croes 1958); the way is open, it does not lead back. The others go in the order of
 * postal code, street and house number, each run behind the stop whose postal code is most like its own.
 * @param start where one is; without it, the way begins at the first stop in postal order
 */
export function orderOf<Each extends Stop>(stops: readonly Each[], start: Point | null = null): Each[] {
  const byAddress = stops.toSorted(compareAddresses)
  const located = improved(
    nearestFirst(
      byAddress.filter(({ at }) => at !== null),
      start,
    ),
    start,
  )
  const order: Each[] = [...located]
  for (const stop of byAddress) if (stop.at === null) order.splice(placeFor(stop, order), 0, stop)
  return order
}

/** Kilometres on the way over the stops whose place is known, as the crow flies. */
export function lengthOf(order: readonly Stop[], start: Point | null = null): number {
  const points = [...(start ? [start] : []), ...order.flatMap(({ at }) => at ?? [])]
  return points.slice(1).reduce((sum, point, number) => sum + distance(points[number] ?? point, point), 0)
}

// Whole numbers inside a street compare as numbers: 9 comes before 10, and 10 before 10B.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function compareAddresses(one: Stop, other: Stop): number {
  return (
    collator.compare(codeOf(one), codeOf(other)) ||
    collator.compare(one.street ?? '', other.street ?? '') ||
    (one.id < other.id ? -1 : 1)
  )
}

function codeOf({ postalCode }: Stop): string {
  return (postalCode ?? '').replace(/\s/g, '')
}

function nearestFirst<Each extends Stop>(stops: readonly Each[], start: Point | null): Each[] {
  const left = [...stops]
  const order: Each[] = []
  let here = start ?? left[0]?.at ?? null
  while (left.length > 0) {
    let nearest = 0
    left.forEach((stop, number) => {
      if (gap(here, stop.at) < gap(here, left[nearest]?.at ?? null)) nearest = number
    })
    order.push(...left.splice(nearest, 1))
    here = order.at(-1)?.at ?? here
  }
  return order
}

/** Turns pieces of the way round as long as that makes it shorter. Each turn does, so that it ends. */
function improved<Each extends Stop>(order: Each[], start: Point | null): Each[] {
  const at = (number: number): Point | null => (number < 0 ? start : (order[number]?.at ?? null))
  // Without a start the first stop is free to change; an end has no leg behind it.
  const leg = (from: number, to: number) => (at(from) && at(to) ? gap(at(from), at(to)) : 0)
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (let from = 0; from < order.length - 1; from++) {
      for (let to = from + 1; to < order.length; to++) {
        const now = leg(from - 1, from) + leg(to, to + 1)
        const turned = leg(from - 1, to) + leg(from, to + 1)
        if (turned >= now - 1e-9) continue
        order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse())
        isBetter = true
      }
    }
  }
  return order
}

/** Behind the last of those stops whose postal codes begin most like its own; at the end, if none does. */
function placeFor(stop: Stop, order: readonly Stop[]): number {
  let place = order.length
  let best = 0
  order.forEach((other, number) => {
    const alike = sharedBeginning(codeOf(stop), codeOf(other))
    if (alike === 0 || alike < best) return
    best = alike
    place = number + 1
  })
  return place
}

function sharedBeginning(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

function gap(one: Point | null, other: Point | null): number {
  return one && other ? distance(one, other) : Number.POSITIVE_INFINITY
}

const earthKm = 6371

/** Kilometres on the great circle (haversine). */
function distance(one: Point, other: Point): number {
  const [from, to] = [radians(one.latitude), radians(other.latitude)]
  const half = Math.sin((to - from) / 2) ** 2
  const turn = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2
  return 2 * earthKm * Math.asin(Math.sqrt(Math.min(1, half + Math.cos(from) * Math.cos(to) * turn)))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
