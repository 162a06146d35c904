import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { CompiledMessage } from '@lingui/message-utils/compileMessage'
import { languages } from '../../src/contract/primitives.ts'
import type { Language } from '../../src/contract/primitives.ts'
import type { Catalogue } from '../../src/words/catalogues.ts'
import { languageFacts } from '../../src/words/languages.ts'
import { sameAsEnglish } from './words-same.ts'

export type Area = Readonly<Record<Language, Catalogue>>

interface Shape {
  /** 'name' of a value, 'name plural', 'name select a,b': what a message asks of its caller. */
  readonly needs: ReadonlySet<string>
  readonly plurals: readonly (readonly string[])[]
  /** Whether there are words beside the values. */
  readonly speaks: boolean
}

/** Everything that is wrong with an area, one line each. */
export function faults(area: Area, name: string): string[] {
  const found: string[] = []
  for (const language of languages) {
    for (const id of area.en.keys()) if (!area[language].has(id)) found.push(`${language}: ${id} is missing`)
    for (const [id, text] of area[language]) {
      found.push(...faultsOf(id, text, language, area.en.get(id), name).map((fault) => `${language}: ${id} ${fault}`))
    }
  }
  return found
}

/** The ids that a source text, comments left out, hands to `t` as they are; ids put together from codes have tests of their own. */
export function namedIds(source: string): string[] {
  const code = source.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...code.matchAll(/\bt\(\s*'([a-z-]+\.[^']+)'/g)].map((match) => match[1] ?? '')
}

function faultsOf(id: string, text: string, language: Language, english: string | undefined, area: string): string[] {
  if (!id.startsWith(`${area}.`)) return [`does not start with ${area}.`]
  if (english === undefined) return ['is not in English']
  if (text.trim() !== text || text === '') return ['is empty or padded']
  const shape = shapeOf(text)
  if (!shape) return ['does not compile']
  const found: string[] = []
  const asked = shapeOf(english)?.needs ?? new Set()
  if (asked.symmetricDifference(shape.needs).size > 0) {
    found.push(
      `asks for ${[...shape.needs].join(', ') || 'nothing'}, English for ${[...asked].join(', ') || 'nothing'}`,
    )
  }
  const wanted = languageFacts[language].plurals
  for (const cases of shape.plurals) {
    if (wanted.some((category) => !cases.includes(category)))
      found.push(`lacks one of the plurals ${wanted.join(', ')}`)
    const extra = cases.filter((category) => !/^\d+$/.test(category) && !wanted.some((known) => known === category))
    if (extra.length > 0) found.push(`has plurals the language does not use: ${extra.join(', ')}`)
  }
  if (language !== 'en' && text === english && shape.speaks && !sameAsEnglish[language].has(text))
    found.push('reads like English')
  return found
}

function shapeOf(text: string): Shape | undefined {
  const needs = new Set<string>()
  const plurals: string[][] = []
  let speaks = false
  try {
    speaks = collect(compileMessageOrThrow(text), needs, plurals)
  } catch {
    return undefined // The message is not ICU: its own fault.
  }
  return { needs, plurals, speaks }
}

/** Gathers what a message asks for; answers whether it has words of its own. */
function collect(message: CompiledMessage, needs: Set<string>, plurals: string[][]): boolean {
  let speaks = false
  for (const token of message) {
    if (typeof token === 'string') {
      if (/\p{L}/u.test(token)) speaks = true
      continue
    }
    const [name, kind, cases] = token
    if (kind !== 'plural' && kind !== 'selectordinal' && kind !== 'select') {
      needs.add(name)
      continue
    }
    // Choices are the only tokens whose third part is an object of messages.
    const choices = Object.entries(cases as Record<string, CompiledMessage>).filter(([key]) => key !== 'offset')
    const keys = choices.map(([key]) => key)
    if (kind === 'select') needs.add(`${name} select ${keys.sort().join(',')}`)
    else {
      needs.add(name)
      plurals.push(keys)
    }
    for (const [, inner] of choices) if (collect(inner, needs, plurals)) speaks = true
  }
  return speaks
}
