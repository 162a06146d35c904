/**
 * A sum with its sign, also above nought. The marks keep the plus before its digits in Hebrew, where money begins with a mark of its own.
 * @param write writes money without a sign as the reader's language does
 */
export function signedMoney(write: (minor: number) => string, minor: number): string {
  return minor > 0 ? `\u200e+${write(minor).replace(/^\u200f/, '')}` : write(minor)
}
