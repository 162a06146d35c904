import { changePerson } from '../../contract/people.ts'
import type { Person } from '../../contract/people.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'
import { FieldRow } from './field-row.tsx'
import { TextRow } from './field-rows.tsx'
import { OwnerRow } from './owner-row.tsx'
import { useRecord } from './use-record.ts'

type Changes = RequestOf<typeof changePerson>['body']

const texts = [
  { field: 'title', type: 'text' },
  { field: 'email', type: 'email' },
  { field: 'phone', type: 'tel' },
  { field: 'linkedin', type: 'url' },
] as const

export function PersonFields({ person }: { person: Person }) {
  const { t } = useWords()
  const isReadOnly = !useRight('base.edit')
  const edit = useRecord<Person, Changes>('person', person, (body, version) =>
    call(changePerson, { params: { id: person.id }, body, version }),
  )
  return (
    <dl className="flex flex-col gap-0.5">
      <TextRow
        label={t('people.field.name')}
        edit={edit}
        read={({ name }) => name}
        changes={(name) => ({ name: name ?? person.name })}
        isNeeded
        isReadOnly={isReadOnly}
      />
      {person.companyName && (
        <FieldRow
          label={t('people.field.company')}
          edit={edit}
          read={({ companyName }) => companyName}
          changes={() => ({})}
          show={(name) => <bdi>{name}</bdi>}
        />
      )}
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
      <OwnerRow edit={edit} name={person.ownerName} isReadOnly={isReadOnly} />
    </dl>
  )
}
