import type { CardsRequest } from '../../../contract/exports.ts'
import type { Person } from '../../../contract/people.ts'
import type { Context } from '../../kernel/context.ts'
import { namesOf, pagesOf } from './rows.ts'
import type { Tally } from './run.ts'
import { vcard } from './vcard.ts'

/** People as vCards, one after the other in one file. */
export async function* cardFile(ctx: Context, request: CardsRequest, tally: Tally): AsyncGenerator<string> {
  const { tags } = await namesOf(ctx)
  for await (const items of pagesOf(ctx, 'people', request)) {
    tally.rows += items.length
    // The list of people shows people.
    const people = items as unknown as readonly Person[]
    yield people
      .map((person) => vcard({ ...person, tags: person.tagIds.flatMap((id) => tags.get(id) ?? []) }, request.version))
      .join('')
  }
}
