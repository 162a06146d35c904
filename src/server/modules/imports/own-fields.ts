import type { CustomField } from '../../../contract/custom-fields.ts'
import { type CustomValue, type CustomValues, listKeyOf } from '../../../contract/custom-values.ts'
import { type ImportKind, ownFieldKinds } from '../../../contract/import-fields.ts'
import type { Context } from '../../kernel/context.ts'
import { type CellRules, customFieldsOf, readCustomValue } from '../fields/index.ts'
import type { Row } from './cells.ts'
import { readFlag } from './reading/flags.ts'
import type { References } from './references.ts'

/** The fields that the workspace made itself, by what a file holds. */
export type OwnFields = Readonly<Partial<Record<ImportKind, readonly CustomField[]>>>

export async function allOwnFields(ctx: Context): Promise<OwnFields> {
  const all = await Promise.all(ownFieldKinds.map(async (kind) => [kind, await customFieldsOf(ctx, kind)] as const))
  return Object.fromEntries(all)
}

// As long as a long text may be; what is longer is cut, and said.
const longest = 10_000

/** What a row says in the fields of the workspace's own; null if nothing. What cannot be taken is pointed out. */
export function readOwn(row: Row, fields: readonly CustomField[], members: References): CustomValues | null {
  const values: Record<string, CustomValue> = {}
  for (const field of fields) {
    const key = listKeyOf(field)
    const text = row.text(key, longest)
    if (text === null) {
      const none = noneOf(row, field)
      if (none !== null) values[field.key] = none
      continue
    }
    const read = readCustomValue(field, text, rulesOf(row, key, members))
    if ('refused' in read) {
      // Numbers, amounts and days say so themselves when they are read.
      if (!/^(?:number|amount|date)_/.test(read.refused)) row.remark(read.refused, key)
    } else if (read.value !== null) values[field.key] = read.value
  }
  return Object.keys(values).length === 0 ? null : values
}

/** What says nothing elsewhere is an answer where the field has it among its options. */
export function noneOf(row: Row, field: CustomField): CustomValue | null {
  if (field.kind !== 'choice' && field.kind !== 'multi_choice') return null
  const none = row.none(listKeyOf(field))
  const read = none === null ? null : readCustomValue(field, none, nothingElse)
  return read !== null && 'value' in read ? read.value : null
}

const nothingElse: CellRules = {
  number: () => null,
  money: () => null,
  day: () => null,
  yesNo: () => null,
  member: () => null,
}

function rulesOf(row: Row, key: string, members: References): CellRules {
  return {
    number: () => row.count(key),
    money: () => row.amount(key),
    day: () => row.date(key)?.day ?? null,
    yesNo: readFlag,
    member: (name) => (members.byName(name) ?? members.byExternalId(name))?.id ?? null,
  }
}
