import { gzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import { type ErrorCode, errors } from '../../contract/errors.ts'
import { endpoints } from '../../contract/index.ts'
import { guide, moduleDescriptions } from './openapi-guide.ts'
import { commonErrors } from './problem.ts'

type Json = Record<string, unknown>

let document: string | null = null
let compressed: Buffer | null = null

/** The OpenAPI 3.1 document of the whole API, as JSON; made when it is first asked for. */
export function openApiDocument(): string {
  document ??= JSON.stringify(describe())
  return document
}

/** The same compressed: a twentieth of its size, since every operation is described alike. */
export function openApiGzip(): Buffer {
  compressed ??= gzipSync(openApiDocument())
  return compressed
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
      description: guide,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }, { session: [] }],
    tags: tags(),
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
      responses: refusals(),
    },
    'x-errors': Object.fromEntries(Object.entries(errors).map(([code, { status, when }]) => [code, { status, when }])),
  }
}

/** The modules that have operations, in the order of the contract. */
function tags(): Json[] {
  return [...new Set(endpoints.map(({ module }) => module))].map((name) => {
    const description = moduleDescriptions[name]
    return description === undefined ? { name } : { name, description }
  })
}

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
    'x-permission': endpoint.permission,
    'x-errors': codesOf(endpoint),
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
    answers[String(status)] = { $ref: `#/components/responses/${nameOf(codes)}` }
  }
  return answers
}

/** Each set of codes that some operation answers with one status stands once, however many operations do. */
function refusals(): Json {
  const sets = endpoints.flatMap(({ endpoint }) => [
    ...Map.groupBy(codesOf(endpoint), (code) => errors[code].status).values(),
  ])
  return Object.fromEntries(
    sets.map((codes) => [
      nameOf(codes),
      {
        description: codes.map((code) => `\`${code}\`: ${errors[code].when}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function nameOf(codes: readonly ErrorCode[]): string {
  return codes.join('.')
}

function codesOf(endpoint: AnyEndpoint): ErrorCode[] {
  const versioned: ErrorCode[] = endpoint.versioned ? ['version_missing', 'version_conflict'] : []
  const found: ErrorCode[] = endpoint.params ? ['not_found'] : []
  return [...new Set<ErrorCode>([...commonErrors, ...found, ...versioned, ...(endpoint.errors ?? [])])]
}

const formats = new Map([
  ['uuid', 'uuid'],
  ['date', 'date'],
  ['datetime', 'date-time'],
])

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // A format says what an id or a day looks like; the patterns beside it were half of the document, and hid the format.
    override: ({ zodSchema, jsonSchema: each }) => {
      const named = 'format' in zodSchema._zod.def ? formats.get(String(zodSchema._zod.def.format)) : undefined
      if (named === undefined) return
      each.format = named
      delete each.pattern
      delete each.allOf
    },
  })
  return rest
}

/** An example that fits a schema: what a reader needs to see the shape. */
function exampleOf(schema: Json, name = ''): unknown {
  if ('const' in schema) return schema.const
  if ('default' in schema) return schema.default
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (Array.isArray(schema.anyOf)) return exampleOf(schema.anyOf[0], name)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, property]) => [
          name,
          exampleOf(property, name),
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
      return exampleText(schema, name)
    default:
      return null
  }
}

function exampleText(schema: Json, name: string): string {
  switch (schema.format) {
    case 'uuid':
      return '019a8f4e-5d7c-7b1a-9c3e-2f6d8a4b1c0e'
    case 'date':
      return '2026-03-02'
    case 'date-time':
      return '2026-03-02T09:15:00.000Z'
    default:
      return schema.pattern === '^[A-Z]{3}$' ? 'EUR' : (exampleTexts.get(name) ?? 'text')
  }
}

// By the name of the field: a company that could be, in Aarhus.
const exampleTexts = new Map([
  ['name', 'Nordlys A/S'],
  ['title', 'Head of purchasing'],
  ['email', 'freja@nordlys.example'],
  ['domain', 'nordlys.example'],
  ['phone', '+45 70 12 34 56'],
  ['number', '+45 70 12 34 56'],
  ['street', 'Havnegade 12'],
  ['postalCode', '8000'],
  ['city', 'Aarhus'],
  ['country', 'Denmark'],
  ['stage', 'qualification'],
  ['reason', 'Agreed with the buyer by phone'],
])
