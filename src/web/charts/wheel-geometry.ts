import { arc } from 'd3-shape'

/** What the wheel needs to know of a stage to draw it. */
export interface ArcInput {
  readonly count: number
}

export interface WheelArc {
  /** The full ring's segment, and the part of it that the count fills; empty text when nothing is there. */
  readonly track: string
  readonly fill: string
  /** Middle of the segment in radians, clockwise from twelve o'clock; negative when the wheel runs the other way. */
  readonly angle: number
  /** Where a tooltip points to: the middle of the track. */
  readonly middle: Point
}

export interface WheelLabel {
  readonly x: number
  readonly y: number
  readonly align: 'start' | 'end' | 'middle'
  /** How much of the label's height stands above `y`: 1 over the ring, 0 below it, a half beside it. */
  readonly rise: number
  readonly width: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface WheelShape {
  readonly width: number
  readonly height: number
  readonly centre: Point
  readonly radius: number
  readonly innerRadius: number
  readonly arcs: readonly WheelArc[]
  /** Null when the wheel is too narrow for labels around it: then they are a list below. */
  readonly labels: readonly WheelLabel[] | null
  /** From the last arc back to the first, inside the ring: referrals. */
  readonly referrals: { readonly line: string; readonly head: string }
}

interface Options {
  readonly width: number
  /** The wheel runs anticlockwise (right-to-left languages). Only the angles turn; text is never mirrored. */
  readonly isRightToLeft?: boolean
  /** Height to keep free for one label: two lines of name and one of numbers. */
  readonly labelHeight?: number
  readonly maximumRadius?: number
}

export const narrowestWithLabels = 460
const labelDistance = 12
const widestLabel = 168
const narrowestLabel = 96
const smallestThickness = 5

/** The whole drawing, in pixels of a box `width` wide. Pure: the same stages always give the same wheel. */
export function wheelShape(stages: readonly ArcInput[], options: Options): WheelShape {
  const { width, isRightToLeft = false, labelHeight = 58, maximumRadius = 168 } = options
  const hasLabels = width >= narrowestWithLabels
  const room = hasLabels ? width / 2 - narrowestLabel - labelDistance - 8 : width / 2 - 4
  const radius = Math.max(Math.min(room, maximumRadius), 12)
  const innerRadius = radius * 0.6
  const direction = isRightToLeft ? -1 : 1
  const angles = stages.map((_, index) => (direction * (index + 0.5) * 2 * Math.PI) / stages.length)
  const placed = hasLabels ? placeLabels(angles, { radius, labelHeight, halfWidth: width / 2 }) : null
  const top = Math.min(-radius, ...(placed ?? []).map(({ y, rise }) => y - rise * labelHeight)) - 4
  const bottom = Math.max(radius, ...(placed ?? []).map(({ y, rise }) => y + (1 - rise) * labelHeight)) + 4
  const centre = { x: width / 2, y: -top }
  return {
    width,
    height: bottom - top,
    centre,
    radius,
    innerRadius,
    arcs: drawArcs(stages, { angles, radius, innerRadius, direction }),
    labels: placed?.map((label) => ({ ...label, x: label.x + centre.x, y: label.y + centre.y })) ?? null,
    referrals: referralArrow(innerRadius, direction, stages.length),
  }
}

/** How thick an arc is, from the inside out: the root of its share, so that its area and not its width compares. */
export function arcThickness(count: number, largest: number, full: number): number {
  if (count <= 0 || largest <= 0) return 0
  return Math.max(Math.sqrt(count / largest) * full, Math.min(smallestThickness, full))
}

interface Ring {
  readonly angles: readonly number[]
  readonly radius: number
  readonly innerRadius: number
  readonly direction: 1 | -1
}

function drawArcs(stages: readonly ArcInput[], { angles, radius, innerRadius, direction }: Ring): WheelArc[] {
  const largest = Math.max(0, ...stages.map(({ count }) => count))
  const half = (direction * Math.PI) / stages.length
  const gap = Math.min(0.05, 5 / radius)
  const draw = (angle: number, outerRadius: number) =>
    arc().cornerRadius(4)({
      innerRadius,
      outerRadius,
      startAngle: angle - half,
      endAngle: angle + half,
      padAngle: stages.length > 1 ? gap : 0,
    }) ?? ''
  return stages.map(({ count }, index) => {
    const angle = angles[index] ?? 0
    const thickness = arcThickness(count, largest, radius - innerRadius)
    return {
      track: draw(angle, radius),
      fill: thickness > 0 ? draw(angle, innerRadius + thickness) : '',
      angle,
      middle: onCircle(angle, (radius + innerRadius) / 2),
    }
  })
}

interface LabelRoom {
  readonly radius: number
  readonly labelHeight: number
  readonly halfWidth: number
}

/**
 * Labels stand beside their arcs in two columns. Each keeps a box of its full height free; boxes that would touch are moved apart
 * downwards and then, from the bottom, upwards, and every box starts where the ring ends at its own height.
 */
function placeLabels(angles: readonly number[], room: LabelRoom): WheelLabel[] {
  const boxes = angles.map((angle) => {
    const anchor = onCircle(angle, room.radius + labelDistance)
    const rise = (1 + Math.cos(angle)) / 2
    const side = Math.abs(Math.sin(angle)) < 0.08 ? 0 : Math.sign(Math.sin(angle))
    return { anchor, rise, side, top: anchor.y - rise * room.labelHeight }
  })
  for (const side of [1, -1])
    spread(
      boxes.filter((box) => box.side === side),
      room.labelHeight,
    )
  return boxes.map(({ anchor, rise, side, top }) => {
    const y = top + rise * room.labelHeight
    if (side === 0) return { x: 0, y, align: 'middle', rise, width: Math.min(widestLabel, room.radius * 1.1) }
    const nearest = top > 0 ? top : Math.min(0, top + room.labelHeight)
    const edge = Math.sqrt(Math.max((room.radius + labelDistance) ** 2 - nearest ** 2, 0))
    const start = Math.max(edge, Math.min(Math.abs(anchor.x), room.radius), 10)
    return {
      x: side * start,
      y,
      align: side > 0 ? 'start' : 'end',
      rise,
      width: Math.min(widestLabel, room.halfWidth - start - 2),
    }
  })
}

function spread(boxes: { top: number }[], height: number): void {
  const ordered = boxes.toSorted((a, b) => a.top - b.top)
  const total = ordered.length * height
  const middle = ordered.reduce((sum, { top }) => sum + top + height / 2, 0) / Math.max(ordered.length, 1)
  let floor = Number.NEGATIVE_INFINITY
  for (const box of ordered) {
    box.top = Math.max(box.top, floor)
    floor = box.top + height
  }
  // What was pushed down is taken back evenly, so that a crowded side stays centred on its arcs.
  const first = ordered[0]
  const last = ordered.at(-1)
  if (!first || !last) return
  const isPacked = last.top + height - first.top <= total + 0.5
  const shift = isPacked ? middle - (first.top + total / 2) : 0
  for (const box of ordered) box.top += shift
}

function referralArrow(innerRadius: number, direction: 1 | -1, total: number): WheelShape['referrals'] {
  const reach = Math.min(Math.PI / Math.max(total, 2), 0.42)
  const from = onCircle(-direction * reach, innerRadius - 7)
  const to = onCircle(direction * reach, innerRadius - 9)
  const bend = -innerRadius * 0.46
  const slope = Math.atan2(to.y - bend, to.x)
  const wing = (turn: number) => `${to.x - 8 * Math.cos(slope + turn)},${to.y - 8 * Math.sin(slope + turn)}`
  return {
    line: `M${from.x},${from.y}Q0,${bend} ${to.x},${to.y}`,
    head: `M${wing(0.5)}L${to.x},${to.y}L${wing(-0.5)}`,
  }
}

function onCircle(angle: number, radius: number): Point {
  return { x: Math.sin(angle) * radius, y: -Math.cos(angle) * radius }
}
