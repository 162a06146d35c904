/** A refusal: its status and when it is thrown; the type parameter is the data that comes with it and fills its words. */
export interface ErrorKind<Data> {
  readonly status: number
  /** For the API reference: when this is answered. */
  readonly when: string
  // Never set: carries the type of the data only.
  readonly data?: Data
}

export const error = <Data = Record<never, never>>(status: number, when: string): ErrorKind<Data> => ({ status, when })
