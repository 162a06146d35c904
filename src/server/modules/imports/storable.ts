/** Text as the database takes it: without byte 0 and halves of letters. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}
