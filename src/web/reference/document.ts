/** What this page reads of the OpenAPI document: the parts that Rondo's own document has. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly examples?: readonly unknown[]
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Schema
}

interface Content {
  readonly schema: Schema
  readonly example?: unknown
}

interface RawOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly 'x-permission': string
  readonly 'x-errors': readonly string[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>
}

export interface ApiDocument {
  readonly info: { readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly 'x-errors': Readonly<Record<string, { readonly status: number; readonly when: string }>>
}

export interface Operation {
  readonly id: string
  readonly module: string
  readonly method: string
  /** Below the server's address, with parameters in braces. */
  readonly path: string
  readonly summary: string
  readonly permission: string
  readonly errors: readonly string[]
  readonly parameters: readonly Parameter[]
  /** Null when there is none; `isFile` when it is a file and no JSON. */
  readonly body: (Content & { readonly isFile: boolean }) | null
  readonly answer: Content & { readonly status: string; readonly type: string }
}

export interface Module {
  readonly name: string
  readonly description: string | undefined
  readonly operations: readonly Operation[]
}

/** The operations of the document by module, both in its order. */
export function modulesOf(document: ApiDocument): Module[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(path, method.toUpperCase(), raw)),
  )
  const byModule = Map.groupBy(all, ({ module }) => module)
  return document.tags.flatMap(({ name, description }) => {
    const operations = byModule.get(name)
    return operations ? [{ name, description, operations }] : []
  })
}

/** 'secondFactor' as a heading: 'Second factor'. */
export function headingOf(module: string): string {
  const words = module.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function operationOf(path: string, method: string, raw: RawOperation): Operation {
  const [bodyType, body] = Object.entries(raw.requestBody?.content ?? {})[0] ?? []
  const [status = '200', response] = Object.entries(raw.responses).find(([code]) => code.startsWith('2')) ?? []
  const [type = 'application/json', answer] = Object.entries(response?.content ?? {})[0] ?? []
  return {
    id: raw.operationId,
    module: raw.tags[0] ?? '',
    method,
    path,
    summary: raw.summary,
    permission: raw['x-permission'],
    errors: raw['x-errors'],
    parameters: raw.parameters,
    body: body ? { ...body, isFile: bodyType !== 'application/json' } : null,
    answer: { schema: answer?.schema ?? {}, example: answer?.example, status, type },
  }
}
