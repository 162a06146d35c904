import * as z from 'zod/mini'
import { flatCustom, nestCustom } from '../../../contract/custom-values.ts'
import * as contract from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Editor } from '../../kernel/editor.ts'
import { assignDeal, changeDeal } from './edits.ts'
import { showDeal } from './hold.ts'

/** How many deals are changed at once: each by the functions that change one, so each change is a fact. */
export const dealEditor: Editor = {
  body: z.strictObject({
    ...contract.changeDeal.body.shape,
    ownerId: z.optional(contract.assignDeal.body.shape.ownerId),
  }),
  read: async (ctx, id) => {
    const deal = await showDeal(ctx, id)
    return flatCustom({ ...deal, ownerId: deal.owner?.id ?? null, sourceId: deal.source?.id ?? null })
  },
  change: async (ctx, id, { ownerId, ...fields }, version) => {
    // The fields were parsed by `body`, or are what `read` gave before.
    const changes = nestCustom(fields) as BodyOf<typeof contract.changeDeal>
    if (Object.keys(fields).length > 0) await changeDeal({ ...ctx, version }, id, changes)
    // Last, because whoever gives a deal away may not see it any more.
    if (typeof ownerId === 'string' || ownerId === null) await assignDeal(ctx, id, { ownerId })
  },
}
