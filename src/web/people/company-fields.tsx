import { changeCompany } from '../../contract/people.ts'
import type { Company } from '../../contract/people.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { useWords } from '../ui/index.ts'
import { MoneyRow, NumberRow, TextRow } from './field-rows.tsx'
import { OwnerRow } from './owner-row.tsx'
import { useRecord } from './use-record.ts'

type Changes = RequestOf<typeof changeCompany>['body']

const texts = [
  { field: 'domain', type: 'url' },
  { field: 'phone', type: 'tel' },
  { field: 'email', type: 'email' },
  { field: 'street', type: 'text' },
  { field: 'postalCode', type: 'text' },
  { field: 'city', type: 'text' },
  { field: 'country', type: 'text' },
  { field: 'sector', type: 'text' },
] as const

export function CompanyFields({ company }: { company: Company }) {
  const { t } = useWords()
  const isReadOnly = !useRight('base.edit')
  const edit = useRecord<Company, Changes>('company', company, (body, version) =>
    call(changeCompany, { params: { id: company.id }, body, version }),
  )
  return (
    <dl className="flex flex-col gap-0.5">
      <TextRow
        label={t('people.field.name')}
        edit={edit}
        read={({ name }) => name}
        changes={(name) => ({ name: name ?? company.name })}
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
      <NumberRow
        label={t('people.field.employees')}
        edit={edit}
        read={({ employees }) => employees}
        changes={(employees) => ({ employees })}
        isReadOnly={isReadOnly}
      />
      {company.revenueCurrency && (
        <MoneyRow
          label={t('people.field.revenue')}
          currency={company.revenueCurrency}
          edit={edit}
          read={({ revenueMinor }) => revenueMinor}
          changes={(revenueMinor) => ({ revenueMinor })}
          isReadOnly={isReadOnly}
        />
      )}
      <OwnerRow edit={edit} name={company.ownerName} isReadOnly={isReadOnly} />
    </dl>
  )
}
