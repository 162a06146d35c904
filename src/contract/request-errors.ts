import { error, type ErrorKind } from './error-kind.ts'

/** What any request can be refused for, whatever it asks. */
export const requestErrors = {
  unreadable: error<{ part: 'body' | 'query' | 'header' | 'cursor' | 'path' }>(
    400,
    'The request, its query or its cursor cannot be read.',
  ),
  unauthenticated: error(401, 'No valid session or API key came with the request.'),
  forbidden: error<{ permission: string }>(
    403,
    'The role of this member or key lacks the right that the endpoint needs.',
  ),
  foreign_origin: error(403, 'A request with a cookie came from another origin.'),
  not_found: error<{ kind: string }>(404, 'There is no such row, or it is not visible to you.'),
  no_such_endpoint: error(404, 'There is nothing at this address.'),
  method_not_allowed: error<{ allowed: string }>(405, 'There is something at this address, but not for this method.'),
  name_taken: error<{ kind: string; id: string }>(409, 'A row of this kind has this name already.'),
  in_use: error<{ kind: string }>(409, 'Something else still needs this row.'),
  too_many: error<{ kind: string; limit: number }>(
    409,
    'There are as many rows of this kind as a workspace or a record takes.',
  ),
  idempotency_key_reused: error(422, 'The same Idempotency-Key came with another request.'),
  idempotency_in_flight: error(409, 'A request with this Idempotency-Key is still running.'),
  secret_shown_before: error(409, 'This request was answered before, with a secret that is shown once.'),
  invalid: error<Record<never, never>>(422, 'Fields are missing, unknown or out of range; every one is listed.'),
  unknown_reference: error<{ field: string }>(422, 'A field names a row that does not exist in this workspace.'),
  unknown_currency: error<{ currency: string }>(422, 'Not a currency of ISO 4217.'),
  unknown_time_zone: error<{ timeZone: string }>(422, 'Not a time zone of the IANA database.'),
  version_missing: error(428, 'An edit must name the version it was made on in If-Match.'),
  version_conflict: error<{ changed: string[]; current: unknown }>(
    412,
    'The row has changed since; the answer carries it as it is now.',
  ),
  too_large: error<{ limitBytes: number }>(413, 'The body is larger than this endpoint takes.'),
  unsupported_media_type: error(415, 'The body is of another kind than this endpoint takes.'),
  too_many_requests: error<{ retryAfterSeconds: number }>(429, 'Too many requests in too short a time.'),
  overloaded: error<{ retryAfterSeconds: number }>(
    503,
    'The server is too busy, stopping, or cannot reach its database.',
  ),
  internal: error(500, 'A defect of Rondo; the log has it under the request id.'),
} satisfies Record<string, ErrorKind<object>>
