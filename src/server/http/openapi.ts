import * as z from 'zod/mini'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import { type ErrorCode, errors } from '../../contract/errors.ts'
import { endpoints } from '../../contract/index.ts'
import { commonErrors } from './problem.ts'

type Json = Record<string, unknown>

let document: string | null = null

/** The OpenAPI 3.1 document of the whole API, as JSON; made when it is first asked for. */
export function openApiDocument(): string {
  document ??= JSON.stringify(describe())
  return document
}

function describe(): Json {
  const paths: Record<string, Json> = {}
  for (const { module, endpoint } of endpoints) {
    const path = paths[endpoint.path] ?? {}
    path[endpoint.method.toLowerCase()] = operation(module, endpoint)
    paths[endpoint.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rondo',
      version: 'v1',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, `rondo_<workspace>_<secret>`.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'rondo_session',
          description: 'The session of a browser, with the workspace in `X-Rondo-Workspace` and the page as `Origin`.',
        },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

const introduction = `Everything a person can do on a screen, by the same rules.

Refusals are problem details (RFC 9457) with a \`code\` and its \`data\`; code 422 \`invalid\` names every wrong field.
Lists are pages: \`limit\` rows and an opaque \`next\`, which continues as \`after\`.
Writes take an \`Idempotency-Key\`: the same key and body get the same answer for 24 hours.
Edits name the version they were made on in \`If-Match\`: 412 brings the row as it is now and what has changed.
Money is whole minor units (cents) and a currency; days are days in the workspace's time zone, instants are UTC.`

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'status', 'code', 'data'],
  properties: {
    type: { type: 'string', examples: ['/api#deal_not_open'] },
    status: { type: 'integer', examples: [409] },
    code: { enum: Object.keys(errors) },
    data: { type: 'object' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, limit: { type: ['number', 'string'] } },
      },
    },
    requestId: { type: 'string' },
  },
}

function operation(module: string, endpoint: AnyEndpoint): Json {
  return {
    operationId: endpoint.name,
    tags: [module],
    summary: endpoint.summary,
    description:
      endpoint.permission === 'anyone' ? 'Needs no identity.' : `Needs the right \`${endpoint.permission}\`.`,
    ...(endpoint.permission === 'anyone' ? { security: [] } : {}),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query'), ...headers(endpoint)],
    ...requestBody(endpoint),
    responses: responses(endpoint),
  }
}

function parameters(schema: z.ZodMiniType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function headers(endpoint: AnyEndpoint): Json[] {
  const version = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string', examples: ['"3"'] } }
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }
  return [
    ...(endpoint.versioned ? [version] : []),
    ...(endpoint.method === 'GET' || endpoint.permission === 'anyone' || endpoint.permission === 'user' ? [] : [key]),
  ]
}

function requestBody(endpoint: AnyEndpoint): Json {
  if (endpoint.multipart)
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } },
            },
          },
        },
      },
    }
  if (!endpoint.body) return {}
  const schema = jsonSchema(endpoint.body, 'input')
  return { requestBody: { required: true, content: { 'application/json': { schema, example: exampleOf(schema) } } } }
}

function responses(endpoint: AnyEndpoint): Json {
  const schema = jsonSchema(endpoint.output, 'output')
  const type = endpoint.produces ?? 'application/json'
  const answers: Json = {
    [String(endpoint.status ?? 200)]: {
      description: 'Done.',
      content: { [type]: endpoint.produces ? { schema } : { schema, example: exampleOf(schema) } },
    },
  }
  for (const [status, codes] of Map.groupBy(codesOf(endpoint), (code) => errors[code].status)) {
    answers[String(status)] = {
      description: codes.map((code) => `\`${code}\`: ${errors[code].when}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return answers
}

function codesOf(endpoint: AnyEndpoint): ErrorCode[] {
  const versioned: ErrorCode[] = endpoint.versioned ? ['version_missing', 'version_conflict'] : []
  const found: ErrorCode[] = endpoint.params ? ['not_found'] : []
  return [...new Set<ErrorCode>([...commonErrors, ...found, ...versioned, ...(endpoint.errors ?? [])])]
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

/** An example that fits a schema: what a reader needs to see the shape. */
export function exampleOf(schema: Json): unknown {
  if ('const' in schema) return schema.const
  if ('default' in schema) return schema.default
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (Array.isArray(schema.anyOf)) return exampleOf(schema.anyOf[0])
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, property]) => [
          name,
          exampleOf(property),
        ]),
      )
    case 'array':
      return schema.items ? [exampleOf(schema.items as Json)] : []
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1))
    case 'boolean':
      return true
    case 'string':
      return exampleText(schema)
    default:
      return null
  }
}

function exampleText(schema: Json): string {
  switch (schema.format) {
    case 'uuid':
      return '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'
    case 'date':
      return '2026-03-02'
    case 'date-time':
      return '2026-03-02T09:15:00.000Z'
    default:
      return schema.pattern === '^[A-Z]{3}$' ? 'EUR' : 'text'
  }
}
