/** Cool, then warm, then back: the hues in degrees that the stages of a cycle walk through, past red, which means trouble. */
const anchors = [262, 235, 205, 172, 128, 85, 48, -35] as const

/** The hue in degrees of stage `index` (from 0) of `total`: the whole walk whatever the number of stages. */
export function stageHue(index: number, total: number): number {
  const place = total < 2 ? 0 : (Math.min(index, total - 1) / (total - 1)) * (anchors.length - 1)
  const below = anchors[Math.floor(place)] ?? anchors[0]
  const above = anchors[Math.ceil(place)] ?? below
  const hue = below + (above - below) * (place - Math.floor(place))
  return Math.round((hue + 360) % 360)
}

/** Equal lightness and chroma, so that no stage shouts; both follow the theme. */
export function stageColour(hue: number): string {
  return `oklch(var(--stage-lightness) var(--stage-chroma) ${hue})`
}
