import { type ErrorCode, type ErrorData, errors, type FieldError } from '../../contract/errors.ts'

/** An expected refusal: a code of the contract with its data. Everything else that is thrown is a defect. */
export class Failure extends Error {
  readonly code: ErrorCode
  readonly data: object
  readonly fields: readonly FieldError[] | undefined
  readonly status: number

  constructor(code: ErrorCode, data: object, fields?: readonly FieldError[]) {
    super(code)
    this.code = code
    this.data = data
    this.fields = fields
    this.status = errors[code].status
  }
}

type DataArgument<Code extends ErrorCode> = keyof ErrorData<Code> extends never ? [] : [data: ErrorData<Code>]

/** Refuses what was asked, with a code the screens have words for. */
export function fail<Code extends ErrorCode>(code: Code, ...[data]: DataArgument<Code>): never {
  throw new Failure(code, data ?? {})
}

/** Refuses input that was read but is not valid, naming every field. */
export function failFields(fields: readonly FieldError[]): never {
  throw new Failure('invalid', {}, fields)
}

/** Refuses a period that ends before it begins, naming the field of its end. */
export function requireOrder(from: string | null | undefined, until: string | null | undefined, field: string): void {
  if (from && until && from > until) failFields([{ field, code: 'too_small', limit: from }])
}

/** States what must be true here; a false one is a defect, not a refusal. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${what}`)
}
