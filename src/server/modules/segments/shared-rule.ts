import { type Filter, isCondition, me, readFilter } from '../../../contract/filters.ts'
import type { SegmentKind } from '../../../contract/segments.ts'
import { failFields } from '../../kernel/fail.ts'
import { type Judging, sourceOf } from './markets.ts'

/**
 * Reads a rule over the customers of a kind that judges for everybody alike, so nobody's own "me" can stand in it.
 * @param place where it stands in the request, for what is refused
 */
export async function sharedRule(ctx: Judging, kind: SegmentKind, given: unknown, place = 'filter'): Promise<Filter> {
  const read = readFilter((await sourceOf(ctx, kind)).fields, given)
  if ('errors' in read) {
    return failFields(read.errors.map((error) => ({ ...error, field: error.field.replace(/^filter/, place) })))
  }
  return namesMe(read.filter) ? failFields([{ field: place, code: 'choice' }]) : read.filter
}

function namesMe(filter: Filter): boolean {
  if (!isCondition(filter)) return ('and' in filter ? filter.and : filter.or).some(namesMe)
  const { value } = filter
  return value === me || (Array.isArray(value) && value.includes(me))
}
