import { flatCustom, nestCustom } from '../../../contract/custom-values.ts'
import * as contract from '../../../contract/people.ts'
import type { Reach } from '../../../contract/reach.ts'
import type { Editor } from '../../kernel/editor.ts'
import { companyType } from './companies.ts'
import { changeCustomer, type CustomerRow, type CustomerType, setArchived, showCustomer } from './customers.ts'
import { householdType } from './households.ts'
import { personType } from './people.ts'

type Input = Parameters<typeof changeCustomer>[3]

function editorOf<Row extends CustomerRow, Shown extends Reach & { archivedAt: string | null }>(
  type: CustomerType<Row, Shown, Input>,
  body: Editor['body'],
): Editor {
  return {
    body,
    read: async (ctx, id) => {
      const shown = await showCustomer(ctx, type, id)
      return flatCustom({ ...shown, archived: shown.archivedAt !== null })
    },
    change: async (ctx, id, { archived, ...fields }, version) => {
      // The fields were parsed by `body`, or are what `read` gave before.
      if (Object.keys(fields).length > 0)
        await changeCustomer({ ...ctx, version }, type, id, nestCustom(fields) as Input)
      if (typeof archived === 'boolean') await setArchived(ctx, type, id, archived)
    },
  }
}

/** How many customers are changed at once, by the list they stand in. */
export const customerEditors = {
  companies: editorOf(companyType, contract.changeCompany.body),
  people: editorOf(personType, contract.changePerson.body),
  households: editorOf(householdType, contract.changeHousehold.body),
}
