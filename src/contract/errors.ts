import { accessErrors } from './access-errors.ts'
import { dataErrors } from './data-errors.ts'
import { planningErrors } from './planning-errors.ts'
import { processErrors } from './process-errors.ts'
import { requestErrors } from './request-errors.ts'
import { sellingErrors } from './selling-errors.ts'

/**
 * Every refusal the API can answer with, by area: its status and when it is thrown. The words stand in the catalogues
 * (`errors.<code>`), never here.
 */
export const errors = {
  ...requestErrors,
  ...accessErrors,
  ...processErrors,
  ...sellingErrors,
  ...planningErrors,
  ...dataErrors,
}

export type ErrorCode = keyof typeof errors
export type ErrorData<Code extends ErrorCode> = NonNullable<(typeof errors)[Code]['data']>

/** Why a field was refused; worded by `errors.field.<code>`. */
export const fieldErrorCodes = [
  'required',
  'unknown',
  'type',
  'too_short',
  'too_long',
  'too_small',
  'too_large',
  'format',
  'choice',
] as const
export type FieldErrorCode = (typeof fieldErrorCodes)[number]

/** One refused field: where it stands ('lines.0.quantity'), why, and the limit it missed. */
export interface FieldError {
  readonly field: string
  readonly code: FieldErrorCode
  readonly limit?: number | string
}

/** Problem details (RFC 9457) as every refusal is sent, `application/problem+json`. */
export interface ProblemDetails {
  readonly type: string
  readonly status: number
  readonly code: ErrorCode
  readonly data: object
  readonly fields?: readonly FieldError[]
  readonly requestId?: string
}
