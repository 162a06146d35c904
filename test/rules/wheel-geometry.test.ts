import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stageHue } from '../../src/web/charts/stage-colour.ts'
import { arcThickness, narrowestWithLabels, wheelShape } from '../../src/web/charts/wheel-geometry.ts'
import type { WheelLabel, WheelShape } from '../../src/web/charts/wheel-geometry.ts'

const stages = (total: number) => Array.from({ length: total }, (_, index) => ({ count: (index * 37) % 50 }))
const labelHeight = 58
const totals = fc.integer({ min: 2, max: 12 })
const widths = fc.integer({ min: narrowestWithLabels, max: 1400 })

test('the first arc starts at twelve o’clock and the cycle runs clockwise', () => {
  const { arcs } = wheelShape(stages(4), { width: 600 })
  expect(arcs.map(({ angle }) => Math.round((angle * 180) / Math.PI))).toEqual([45, 135, 225, 315])
})

test('in a right-to-left language the same wheel runs the other way', () => {
  const left = wheelShape(stages(7), { width: 600 })
  const right = wheelShape(stages(7), { width: 600, isRightToLeft: true })
  expect(right.arcs.map(({ angle }) => -angle)).toEqual(left.arcs.map(({ angle }) => angle))
  expect(right.labels?.map(({ align }) => align)).toEqual(
    left.labels?.map(({ align }) => ({ start: 'end', end: 'start', middle: 'middle' })[align]),
  )
})

test('an arc is as thick as the root of its deals, never invisible, and absent when empty', () => {
  expect(arcThickness(25, 100, 80)).toBe(40)
  expect(arcThickness(1, 100_000, 80)).toBe(5)
  expect(arcThickness(0, 100, 80)).toBe(0)
  expect(wheelShape([{ count: 0 }, { count: 3 }], { width: 600 }).arcs.map(({ fill }) => fill !== '')).toEqual([
    false,
    true,
  ])
})

test('labels overlap neither each other nor the ring, and stay inside, at every width and number of stages', () => {
  fc.assert(
    fc.property(totals, widths, fc.boolean(), (total, width, isRightToLeft) => {
      const shape = wheelShape(stages(total), { width, isRightToLeft, labelHeight })
      const boxes = (shape.labels ?? []).map(box)
      expect(boxes).toHaveLength(total)
      for (const [index, each] of boxes.entries()) {
        expect(each.right - each.left).toBeGreaterThan(60)
        expect(each.left).toBeGreaterThanOrEqual(0)
        expect(each.right).toBeLessThanOrEqual(width)
        expect(each.top).toBeGreaterThanOrEqual(0)
        expect(each.bottom).toBeLessThanOrEqual(shape.height)
        expect(distanceToCentre(each, shape)).toBeGreaterThanOrEqual(shape.radius)
        for (const other of boxes.slice(index + 1)) expect(overlaps(each, other)).toBe(false)
      }
    }),
  )
})

test('where the wheel is too narrow for labels around it, they become a list below', () => {
  const shape = wheelShape(stages(7), { width: 340 })
  expect(shape.labels).toBeNull()
  expect(shape.radius).toBeGreaterThan(150)
})

test('four, seven or nine stages walk through the same hues, from cool through warm and back', () => {
  for (const total of [4, 7, 9]) {
    expect(stageHue(0, total)).toBe(262)
    expect(stageHue(total - 1, total)).toBe(325)
    expect(new Set(Array.from({ length: total }, (_, index) => stageHue(index, total))).size).toBe(total)
  }
})

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

function box({ x, y, align, rise, width }: WheelLabel): Box {
  const left = { start: x, middle: x - width / 2, end: x - width }[align]
  return { left, right: left + width, top: y - rise * labelHeight, bottom: y + (1 - rise) * labelHeight }
}

function overlaps(a: Box, b: Box): boolean {
  const touch = 0.001
  return a.left < b.right - touch && b.left < a.right - touch && a.top < b.bottom - touch && b.top < a.bottom - touch
}

function distanceToCentre({ left, right, top, bottom }: Box, { centre }: WheelShape): number {
  const x = Math.max(left - centre.x, 0, centre.x - right)
  const y = Math.max(top - centre.y, 0, centre.y - bottom)
  return Math.hypot(x, y)
}
