/** Seven bits of a number in each byte, the lowest first; the eighth says that more follow (LEB128). */
const [bits, more] = [7, 128]

/** Whole numbers from 0 to 2³¹ − 1 in as few bytes as each needs. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 5)
  let length = 0
  for (const number of numbers) {
    let left = number
    for (; left >= more; left >>>= bits) bytes[length++] = (left % more) + more
    bytes[length++] = left
  }
  return bytes.slice(0, length)
}

/** Gives one number after the other, and −1 behind the last. */
export function numbersOf(bytes: Uint8Array): () => number {
  let at = 0
  return () => {
    if (at >= bytes.length) return -1
    let byte = bytes[at++] ?? 0
    if (byte < more) return byte
    let number = byte % more
    for (let shift = bits; byte >= more; shift += bits) {
      byte = bytes[at++] ?? 0
      number |= (byte % more) << shift
    }
    return number
  }
}
