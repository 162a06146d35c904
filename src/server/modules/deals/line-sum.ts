export interface PricedLine {
  readonly quantity: number
  /** For one, in minor units. */
  readonly priceMinor: number
}

/** The sum of lines in minor units: each line rounded once, half to even; null beyond what a safe integer holds. */
export function sumOfLines(lines: readonly PricedLine[]): number | null {
  const sum = Number(lines.reduce((total, line) => total + lineTotal(line), 0n))
  return Number.isSafeInteger(sum) ? sum : null
}

/** Exact: 1.005 × 100 is 100.5 in decimals and slightly less in binary ones. */
function lineTotal({ quantity, priceMinor }: PricedLine): bigint {
  const { digits, scale } = decimal(quantity)
  const product = digits * BigInt(priceMinor)
  const whole = product / scale
  const twiceRest = (product % scale) * 2n
  const isUp = twiceRest > scale || (twiceRest === scale && whole % 2n === 1n)
  return isUp ? whole + 1n : whole
}

/** A positive number as digits ÷ scale, as a person would write it. */
function decimal(number: number): { digits: bigint; scale: bigint } {
  const [mantissa = '0', exponent = '0'] = String(number).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const places = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return places >= 0 ? { digits, scale: 10n ** BigInt(places) } : { digits: digits * 10n ** BigInt(-places), scale: 1n }
}
