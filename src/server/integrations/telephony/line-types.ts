import { type LineType, lineTypes } from '../../../contract/calling.ts'
import type { AskLineType } from '../../kernel/line-types.ts'
import { fetchOutside } from '../outside/index.ts'

/** A service that answers a GET with JSON, as most of them do. */
export interface LineTypeService {
  /** With `{number}` where the number goes: 'https://numbers.example/v1/{number}'. */
  readonly url: string
  /** Sent as a bearer token. */
  readonly token?: string | undefined
  /** Where the answer says it: 'line_type', or with dots into the answer, 'carrier.type'. */
  readonly field: string
  /** The service stands in a network of the operator's own. */
  readonly allowsPrivate: boolean
}

/** Asks such a service about one number at a time. */
export function lineTypesFrom({ url, token, field, allowsPrivate }: LineTypeService): AskLineType {
  return async (number) => {
    const answer = await fetchOutside(url.replaceAll('{number}', encodeURIComponent(number)), {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      allowsPrivate,
    })
    return 'failed' in answer || answer.status !== 200 ? null : readLineType(answer.body, field)
  }
}

/** What services call the kinds of line; what is not here is unknown. */
const spoken: Readonly<Record<string, LineType>> = {
  cell: 'mobile',
  cellular: 'mobile',
  wireless: 'mobile',
  landline: 'fixed',
  fixedline: 'fixed',
  fixedlineormobile: 'unknown',
  fixedvoip: 'voip',
  nonfixedvoip: 'voip',
  ippbx: 'voip',
  tollfree: 'toll_free',
  freephone: 'toll_free',
  premiumrate: 'premium',
  sharedcost: 'premium',
}

function readLineType(body: string, field: string): LineType | null {
  const said = field.split('.').reduce<unknown>((part, key) => Reflect.get(Object(part), key), parsed(body))
  if (typeof said !== 'string') return null
  const word = said.toLowerCase().replace(/[^a-z]/g, '')
  return lineTypes.find((type) => type.replace('_', '') === word) ?? spoken[word] ?? 'unknown'
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // No JSON: an answer that says nothing.
    return null
  }
}
