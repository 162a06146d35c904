/**
 * The charts: what is drawn from numbers. Each has a label, a table twin, works by keyboard, turns with the reading direction and prints.
 *
 *   <Wheel label stages={[{ key, name, count, medianDays, hue: stageHue(index, total) }]} centre={<WheelCentre figure unit note />} onOpen />
 *   <StepCurve label measure points={[{ day, estimate, low, high, atRisk }]} comparison? medianDay? colour={stageColour(hue)} />
 *   <Bars label nameTitle valueTitle bars={[{ key, name, value, low?, high?, text, note?, colour? }]} onOpen? />
 *   <DotPlot label nameTitle valueTitle rows={[{ key, name, note?, dot: { value, low, high }, drawn?, text, bounds }]} lowest highest write />
 *
 * A stage's hue comes from `stageHue`, its colour from `stageColour`; it is for the wheel, a dot or a bar, never a card's fill.
 */
export { Beneath } from './beneath.tsx'
export { Bars } from './bars.tsx'
export type { Bar } from './bars.tsx'
export { DotPlot } from './dot-plot.tsx'
export type { DotRow } from './dot-plot.tsx'
export { stageColour, stageHue } from './stage-colour.ts'
export { StepCurve } from './step-curve.tsx'
export type { StepPoint } from './step-curve-geometry.ts'
export { Wheel, WheelCentre } from './wheel.tsx'
export type { WheelStage } from './wheel.tsx'
export { WheelLoader, WheelMark } from './wheel-mark.tsx'
