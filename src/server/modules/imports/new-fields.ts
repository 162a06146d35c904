import type { CustomField } from '../../../contract/custom-fields.ts'
import { listKeyOf } from '../../../contract/custom-values.ts'
import { hasOwnFields, type OwnFieldKind } from '../../../contract/import-fields.ts'
import { fieldNameOf, type NewField } from '../../../contract/import-new-fields.ts'
import type { ImportMapping } from '../../../contract/imports.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { has } from '../../kernel/rights.ts'
import { foundOrMade, listCustomFields } from '../fields/index.ts'
import type { FileMapping } from './cells.ts'
import type { OwnFields } from './own-fields.ts'
import type { FileResult } from './store.ts'

/** Columns that are to be fields of the workspace's own, of the records of one kind. */
interface Wanted {
  readonly record: OwnFieldKind
  /** The same name wanted by two files is one field. */
  readonly fields: Map<string, NewField & { readonly name: string }>
}

/**
 * Makes the fields that a mapping wants, in the transaction in which the import starts; those that are there already, from
 * a run before, are found again. Returns the mapping with its columns read as these, and what the new ones are called.
 */
export async function makeNewFields(
  ctx: Context,
  mapping: ImportMapping,
  files: readonly FileResult[],
): Promise<{ readonly mapping: ImportMapping; readonly made: string[] }> {
  const wanted = wantedOf(mapping, files)
  if (wanted.length === 0) return { mapping, made: [] }
  if (!has(ctx.actor, 'workspace.manage')) fail('forbidden', { permission: 'workspace.manage' })
  const made: string[] = []
  const keys = new Map<string, string>()
  for (const { record, fields } of wanted) {
    const all = [...fields.values()].map(({ name, kind, options = [] }) => ({ name, kind, options }))
    const found = await foundOrMade(ctx, record, all)
    for (const { field, isNew } of found) {
      keys.set(keyOf(record, field.name), listKeyOf(field))
      if (isNew) made.push(field.name)
    }
  }
  return { mapping: withKeys(mapping, keys), made }
}

/** A mapping whose new fields have been made since, by a run before or by hand, with its columns read as these. */
export function withKnownFields(mapping: ImportMapping, own: OwnFields): ImportMapping {
  const known = (kind: FileMapping['kind'], header: string, { name = fieldNameOf(header), kind: holds }: NewField) =>
    own[kind]?.find((field) => field.name.toLowerCase() === name.toLowerCase() && field.kind === holds)
  const read = ({ newFields, ...file }: FileMapping): FileMapping => {
    const all = Object.entries(newFields ?? {})
    const there = all.flatMap(([header, wanted]) => {
      const field = known(file.kind, header, wanted)
      return field ? [[listKeyOf(field), header]] : []
    })
    const left = all.filter(([header, wanted]) => !known(file.kind, header, wanted))
    const fields = { ...file.fields, ...Object.fromEntries(there) }
    return { ...file, fields, ...(left.length > 0 ? { newFields: Object.fromEntries(left) } : {}) }
  }
  return {
    ...mapping,
    files: Object.fromEntries(Object.entries(mapping.files).map(([name, file]) => [name, read(file)])),
  }
}

/**
 * The same for a trial, which makes nothing: the mapping with its columns read as fields that are there only for it.
 * @returns those fields by the kind of records that would have them, beside the ones that they have
 */
export async function triedFields(
  ctx: Pick<Context, 'tx' | 'workspace'>,
  mapping: ImportMapping,
): Promise<{ readonly mapping: ImportMapping; readonly own: Map<OwnFieldKind, CustomField[]> }> {
  const own = new Map<OwnFieldKind, CustomField[]>()
  const keys = new Map<string, string>()
  for (const { record, fields } of wantedOf(mapping, [])) {
    const { items } = await listCustomFields(ctx, record)
    const there = items.filter(({ retired }) => !retired)
    for (const [at, one] of [...fields.values()].entries()) {
      const known = there.find(({ name, kind }) => name.toLowerCase() === one.name.toLowerCase() && kind === one.kind)
      const field = known ?? imagined(record, one, at)
      if (!known) there.push(field)
      keys.set(keyOf(record, one.name), listKeyOf(field))
    }
    own.set(record, there)
  }
  return { mapping: withKeys(mapping, keys), own }
}

// Longer than the key of any field is made.
const imaginedKey = 'a_field_that_is_made_for_a_trial_only_'

/** Whether a field, by its name in a mapping, is there for a trial alone. */
export function isImagined(listKey: string): boolean {
  return listKey.startsWith(listKeyOf({ key: imaginedKey }))
}

function imagined(
  record: OwnFieldKind,
  { name, kind, options = [] }: NewField & { name: string },
  at: number,
): CustomField {
  const choices = options.map((option, place) => ({
    key: `option_${place}`,
    name: option,
    colour: 'grey' as const,
    retired: false,
  }))
  const key = `${imaginedKey}${at}`
  const plain = { description: null, group: null, required: false, retired: false }
  return { id: key, version: 1, record, key, kind, name, options: choices, ...plain }
}

/** What a mapping wants, in the order in which the columns stand in the files. */
function wantedOf({ files }: ImportMapping, seen: readonly FileResult[]): Wanted[] {
  const all = new Map<OwnFieldKind, Wanted>()
  for (const [file, { kind, newFields = {} }] of Object.entries(files)) {
    if (!hasOwnFields(kind)) continue
    const headers = seen.find(({ name }) => name === file)?.headers ?? []
    const place = (header: string) => headers.indexOf(header)
    for (const [header, field] of Object.entries(newFields).toSorted(([one], [other]) => place(one) - place(other))) {
      const wanted = all.get(kind) ?? { record: kind, fields: new Map() }
      const name = field.name ?? fieldNameOf(header)
      wanted.fields.set(name.toLowerCase(), joined(wanted.fields.get(name.toLowerCase()), { ...field, name }))
      all.set(kind, wanted)
    }
  }
  return [...all.values()]
}

/** Two files may have the same column, each with values of its own. */
function joined(before: (NewField & { name: string }) | undefined, field: NewField & { name: string }) {
  if (!before) return field
  if (before.kind !== field.kind) return fail('import_mapping_invalid', { problem: `field_twice: ${field.name}` })
  const there = new Set(before.options?.map((option) => option.toLowerCase()))
  return {
    ...before,
    options: [...(before.options ?? []), ...(field.options ?? []).filter((one) => !there.has(one.toLowerCase()))],
  }
}

function keyOf(record: OwnFieldKind, name: string): string {
  return `${record} ${name.toLowerCase()}`
}

function withKeys({ files, stages }: ImportMapping, keys: ReadonlyMap<string, string>): ImportMapping {
  const read = ({ newFields, ...file }: FileMapping): FileMapping => {
    const { kind } = file
    if (!hasOwnFields(kind)) return file
    const found = Object.entries(newFields ?? {}).flatMap(([header, { name }]) => {
      const key = keys.get(keyOf(kind, name ?? fieldNameOf(header)))
      return key === undefined ? [] : [[key, header]]
    })
    return { ...file, fields: { ...file.fields, ...Object.fromEntries(found) } }
  }
  return { stages, files: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, read(file)])) }
}
