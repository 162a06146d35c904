import { changeHousehold } from '../../contract/people.ts'
import type { Household } from '../../contract/people.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'
import { TextRow } from './field-rows.tsx'
import { OwnerRow } from './owner-row.tsx'
import { useRecord } from './use-record.ts'

type Changes = RequestOf<typeof changeHousehold>['body']

const texts = [
  { field: 'street', type: 'text' },
  { field: 'postalCode', type: 'text' },
  { field: 'city', type: 'text' },
  { field: 'country', type: 'text' },
  { field: 'phone', type: 'tel' },
] as const

export function HouseholdFields({ household }: { household: Household }) {
  const { t } = useWords()
  const isReadOnly = !useRight('base.edit')
  const edit = useRecord<Household, Changes>('household', household, (body, version) =>
    call(changeHousehold, { params: { id: household.id }, body, version }),
  )
  return (
    <dl className="flex flex-col gap-0.5">
      <TextRow
        label={t('people.field.name')}
        edit={edit}
        read={({ name }) => name}
        changes={(name) => ({ name: name ?? household.name })}
        isNeeded
        isReadOnly={isReadOnly}
      />
      {texts.map(({ field, type }) => (
        <TextRow
          key={field}
          label={t(`people.field.${field}`)}
          type={type}
          edit={edit}
          read={(row) => row[field]}
          changes={(text) => ({ [field]: text })}
          isReadOnly={isReadOnly}
        />
      ))}
      <OwnerRow edit={edit} name={household.ownerName} isReadOnly={isReadOnly} />
    </dl>
  )
}
