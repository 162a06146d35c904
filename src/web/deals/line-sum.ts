interface CountedLine {
  readonly quantity: number
}

/** The sum over lines in minor units, each line rounded by itself; null when a line's figure is not known. */
export function lineSum<Line extends CountedLine>(
  lines: readonly Line[],
  minorOf: (line: Line) => number | null,
): number | null {
  let sum = 0
  for (const line of lines) {
    const minor = minorOf(line)
    if (minor === null) return null
    sum += Math.round(line.quantity * minor)
  }
  return sum
}
