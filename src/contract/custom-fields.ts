import * as z from 'zod/mini'
import { type CustomKind, customKey, customKinds, listKeyOf } from './custom-values.ts'
import { endpoint } from './endpoint.ts'
import { type Field, type ListKind, fieldsOf, listKinds } from './fields.ts'
import { id, line, nothing, text, version } from './primitives.ts'
import { tagColours } from './tags.ts'

const byId = z.strictObject({ id })

/** Fields in use of a kind of records; with those that are retired, so many can ever be made. */
export const mostCustomFields = 100
export const mostCustomFieldsEver = 300
export const mostOptions = 200

const colour = z.enum(tagColours)

/** An option of a choice. A retired one is offered no more; records that have it keep it. */
const option = z.strictObject({ key: z.string(), name: z.string(), colour, retired: z.boolean() })
export type CustomOption = z.infer<typeof option>

/** An option without a key is new; those that a change does not name any more are retired. */
const optionChange = z.strictObject({
  key: z.optional(customKey),
  name: line(100),
  colour: z.optional(colour),
  retired: z.optional(z.boolean()),
})
const optionChanges = z.array(optionChange).check(z.maxLength(mostOptions))

const fields = {
  name: line(60),
  /** What people are to write there. */
  description: z.nullable(text(500)),
  /** Fields of one group stand together under its name. */
  group: z.nullable(line(60)),
  /** Asked for where a record is made on a screen, and marked where it is missing. No write is refused for its sake. */
  required: z.boolean(),
}

export const customField = z.strictObject({
  id,
  version,
  /** The records that have it. */
  record: z.enum(listKinds),
  /** Stays for good, whatever the field is called: `custom` of a record and filters (`custom.<key>`) name it so. */
  key: z.string(),
  kind: z.enum(customKinds),
  ...fields,
  options: z.array(option),
  /** A retired field is in no list, form or filter; its values are kept, and come back with it. */
  retired: z.boolean(),
})
export type CustomField = z.infer<typeof customField>

export const listCustomFields = endpoint({
  name: 'listCustomFields',
  method: 'GET',
  path: '/custom-fields',
  permission: 'workspace.read',
  summary: 'The fields that the workspace made itself, in their order, the retired ones among them.',
  query: z.strictObject({ record: z.optional(z.enum(listKinds)) }),
  output: z.strictObject({ items: z.array(customField) }),
})
export const addCustomField = endpoint({
  name: 'addCustomField',
  method: 'POST',
  path: '/custom-fields',
  permission: 'workspace.manage',
  summary: 'Adds a field to a kind of records, behind those that it has. Its key is made from its name unless said.',
  body: z.strictObject({
    ...z.partial(z.strictObject(fields)).shape,
    record: z.enum(listKinds),
    kind: z.enum(customKinds),
    name: fields.name,
    key: z.optional(customKey),
    options: z.optional(optionChanges),
  }),
  output: customField,
  status: 201,
  errors: ['name_taken', 'too_many'],
})
export const changeCustomField = endpoint({
  name: 'changeCustomField',
  method: 'PATCH',
  path: '/custom-fields/{id}',
  permission: 'workspace.manage',
  summary: 'Renames, describes, retires or brings back a field, and changes its options; no value is lost by it.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...fields, options: optionChanges, retired: z.boolean() })),
  output: customField,
  errors: ['name_taken', 'too_many'],
})
export const orderCustomFields = endpoint({
  name: 'orderCustomFields',
  method: 'PUT',
  path: '/custom-fields/order',
  permission: 'workspace.manage',
  summary: 'Puts the fields of a kind of records in an order; those not named follow as they stood.',
  body: z.strictObject({ record: z.enum(listKinds), ids: z.array(id).check(z.maxLength(mostCustomFieldsEver)) }),
  output: nothing,
})

const types: Readonly<Record<CustomKind, Field['type']>> = {
  text: 'text',
  long_text: 'text',
  number: 'number',
  money: 'money',
  date: 'day',
  choice: 'choice',
  multi_choice: 'multi',
  yes_no: 'yes_no',
  link: 'text',
  person: 'reference',
}

const unsorted: readonly CustomKind[] = ['long_text', 'multi_choice', 'yes_no']
const grouped: readonly CustomKind[] = ['text', 'date', 'choice', 'yes_no', 'person']

/**
 * A field of the workspace's own as lists sort, filter, group, show and edit it. By a retired one they still filter, so that
 * a saved view goes on showing what it showed.
 */
export function listFieldOf(custom: CustomField): Field {
  const { kind, options, retired } = custom
  return {
    key: listKeyOf(custom),
    type: types[kind],
    isColumn: !retired,
    isSortable: !retired && !unsorted.includes(kind),
    isFilterable: true,
    isGroupable: !retired && grouped.includes(kind),
    isEditable: !retired,
    custom,
    ...(kind === 'person' ? { refersTo: 'members' as const } : {}),
    ...(types[kind] === 'choice' || types[kind] === 'multi' ? { choices: options.map(({ key }) => key) } : {}),
  }
}

/** All fields of a list: those that every workspace has, then those among `all` that this one has made for it. */
export function withCustomFields(kind: ListKind, all: readonly CustomField[]): readonly Field[] {
  const own = all.filter(({ record }) => record === kind)
  return own.length === 0 ? fieldsOf[kind] : [...fieldsOf[kind], ...own.map(listFieldOf)]
}
