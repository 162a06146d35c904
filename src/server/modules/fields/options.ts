import {
  type changeCustomField,
  type CustomField,
  type CustomOption,
  mostOptions,
} from '../../../contract/custom-fields.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import { tagColours } from '../../../contract/tags.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { keyFor } from './keys.ts'

type Changes = NonNullable<BodyOf<typeof changeCustomField>['options']>

/**
 * The options as they are to be, in the order they were named. None is ever lost: those that are not named any more are
 * retired, and one that is named anew under the name of a retired one is that one again.
 */
export function settleOptions(before: readonly CustomOption[], changes: Changes): CustomOption[] {
  const found = changes.map((change) => ({ ...change, key: change.key ?? retiredAs(before, changes, change.name) }))
  const back = new Set(found.flatMap(({ key, retired }) => (key !== undefined && !retired ? [key] : [])))
  const named = found.filter(({ key, retired }) => !retired || key === undefined || !back.has(key))
  const taken = new Set([...before, ...named].flatMap(({ key }) => key ?? []))
  const options = named.map(({ key, name, colour, retired }, at): CustomOption => {
    const known = before.find((each) => each.key === key)
    const own = key ?? keyFor(name, 'option', taken)
    taken.add(own)
    const usual = known?.colour ?? tagColours[at % tagColours.length] ?? 'grey'
    return { key: own, name, colour: colour ?? usual, retired: retired ?? false }
  })
  refuseTwins(options)
  const kept = new Set(options.map(({ key }) => key))
  const left = before.filter(({ key }) => !kept.has(key)).map((option) => ({ ...option, retired: true }))
  const all = [...options, ...left]
  if (all.length > mostOptions) fail('too_many', { kind: 'option', limit: mostOptions })
  return all
}

function retiredAs(before: readonly CustomOption[], changes: Changes, name: string): string | undefined {
  return before.find(
    ({ key, name: other, retired }) =>
      retired && fold(other) === fold(name) && !changes.some((change) => change.key === key && !change.retired),
  )?.key
}

/** Nobody could tell two options of one name apart; nor two of one key. */
function refuseTwins(options: readonly CustomOption[]): void {
  const [names, keys] = [new Set<string>(), new Set<string>()]
  for (const { key, name, retired } of options) {
    const twin = keys.has(key) || (!retired && names.has(fold(name)))
    if (twin) fail('name_taken', { kind: 'option', id: key })
    keys.add(key)
    if (!retired) names.add(fold(name))
  }
}

/** Whether fields of this kind have options. */
export function hasOptions(kind: CustomField['kind']): boolean {
  return kind === 'choice' || kind === 'multi_choice'
}
