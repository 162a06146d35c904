import * as z from 'zod/mini'
import type { FieldError } from '../../contract/errors.ts'
import { Failure, fail, failFields } from '../kernel/fail.ts'

type Issue = z.core.$ZodIssue

/** Parses a body; every wrong field is named at once. */
export function parseBody(schema: z.ZodMiniType, value: unknown): unknown {
  const parsed = z.safeParse(schema, value === undefined ? {} : value)
  return parsed.success ? parsed.data : failFields(parsed.error.issues.flatMap((issue) => fieldErrors(issue, value)))
}

/** Parses a query: unknown or unreadable parts make the whole request unreadable, and are named. */
export function parseQuery(schema: z.ZodMiniType, value: unknown): unknown {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  throw new Failure(
    'unreadable',
    { part: 'query' },
    parsed.error.issues.flatMap((issue) => fieldErrors(issue, value)),
  )
}

/** Parses the path: what is no id names no row. */
export function parseParams(schema: z.ZodMiniType, value: unknown, kind: string): unknown {
  const parsed = z.safeParse(schema, value)
  return parsed.success ? parsed.data : fail('not_found', { kind })
}

/** A zod issue in the contract's few codes. */
function fieldErrors(issue: Issue, value: unknown): FieldError[] {
  const field = issue.path.join('.')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: field === '' ? key : `${field}.${key}`, code: 'unknown' }))
    case 'too_small':
      return [
        {
          field,
          code: issue.origin === 'string' || issue.origin === 'array' ? 'too_short' : 'too_small',
          limit: Number(issue.minimum),
        },
      ]
    case 'too_big':
      return [
        {
          field,
          code: issue.origin === 'string' || issue.origin === 'array' ? 'too_long' : 'too_large',
          limit: Number(issue.maximum),
        },
      ]
    case 'invalid_value':
      return [{ field, code: present(issue.path, value) ? 'choice' : 'required' }]
    case 'invalid_type':
      return [{ field, code: present(issue.path, value) ? 'type' : 'required' }]
    default:
      return [{ field, code: 'format' }]
  }
}

function present(path: readonly PropertyKey[], value: unknown): boolean {
  let at: unknown = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return false
    at = Reflect.get(at, key)
  }
  return at !== undefined
}
