import * as z from 'zod/mini'
import { deal } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { id } from './primitives.ts'
import { qualificationInput } from './qualification.ts'

export const qualifyDeal = endpoint({
  name: 'qualifyDeal',
  method: 'POST',
  path: '/deals/{id}/qualification',
  permission: 'deals.work',
  summary:
    'Says what is known of need, means, authority and time: a verdict, how surely and from where; null takes it back. Others stay as they are.',
  params: z.strictObject({ id }),
  body: z.partial(
    z.strictObject({
      need: z.nullable(qualificationInput.need),
      means: z.nullable(qualificationInput.means),
      authority: z.nullable(qualificationInput.authority),
      time: z.nullable(qualificationInput.time),
    }),
  ),
  output: deal,
})
