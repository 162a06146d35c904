import type { UnreadableReason } from '../../../../contract/unreadable.ts'

/** A file that cannot be read, or not further, as a table. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason

  constructor(reason: UnreadableReason) {
    super(reason)
    this.reason = reason
  }
}
