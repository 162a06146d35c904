import type { CustomField } from '../../contract/custom-fields.ts'
import type { CustomChanges, CustomValues } from '../../contract/custom-values.ts'
import type { ListKind } from '../../contract/fields.ts'
import type { RecordEdit } from '../people/edit.ts'
import { useCustomFields } from './custom-query.ts'
import { OwnRow } from './own-row.tsx'

/** A record that has fields of the workspace's own. */
export interface Owned {
  readonly version: number
  readonly custom: CustomValues
}

export type OwnedEdit<Row extends Owned> = RecordEdit<Row, { custom?: CustomChanges }>

interface OwnFieldsProps<Row extends Owned> {
  readonly record: ListKind
  readonly edit: OwnedEdit<Row>
  readonly isReadOnly: boolean
}

/** The fields of a record that the workspace made itself, each edited where it stands; those of a group under its name. */
export function OwnFields<Row extends Owned>({ record, edit, isReadOnly }: OwnFieldsProps<Row>) {
  const fields = useCustomFields(record)
  const groups = Map.groupBy(fields, ({ group }) => group)
  // Those without a group belong to the fields above them.
  const names = [...groups.keys()].toSorted((a, b) => Number(a !== null) - Number(b !== null))
  return names.map((name) => (
    <OwnGroup key={name ?? ''} name={name} fields={groups.get(name) ?? []} edit={edit} isReadOnly={isReadOnly} />
  ))
}

interface OwnGroupProps<Row extends Owned> {
  readonly name: string | null
  readonly fields: readonly CustomField[]
  readonly edit: OwnedEdit<Row>
  readonly isReadOnly: boolean
}

function OwnGroup<Row extends Owned>({ name, fields, edit, isReadOnly }: OwnGroupProps<Row>) {
  return (
    <>
      {name !== null && (
        <h3 className="pt-3 text-12 font-semibold text-ink-2">
          <bdi>{name}</bdi>
        </h3>
      )}
      <dl className="flex flex-col gap-0.5">
        {fields.map((field) => (
          <OwnRow key={field.id} field={field} edit={edit} isReadOnly={isReadOnly} />
        ))}
      </dl>
    </>
  )
}
