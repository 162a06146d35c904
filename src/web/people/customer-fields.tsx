import { useMutation } from '@tanstack/react-query'
import { changeCompany, changeHousehold, changePerson } from '../../contract/people.ts'
import type { Company, Household, Person } from '../../contract/people.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useSources } from '../deals/deal-query.ts'
import { OwnFields } from '../fields/own-fields.tsx'
import { useRight } from '../shell/session.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import type { FoundCustomer } from './customer-query.ts'
import { Undecided, saveFields } from './edit.ts'
import type { RecordEdit } from './edit.ts'
import { ChoiceRow, DayRow, MoneyRow, NumberRow, TextRow } from './field-rows.tsx'
import { OwnerRow } from './owner-row.tsx'
import { ReachRows } from './reach-rows.tsx'
import { TagsRow } from './tags-row.tsx'
import { useRecord } from './use-record.ts'
import { ParentRow, WorkplaceRow } from './workplace-row.tsx'

/** What is known of a customer, each line edited where it stands. */
export function CustomerFields({ found }: { found: FoundCustomer }) {
  switch (found.kind) {
    case 'company':
      return <CompanyFields company={found.row} />
    case 'person':
      return <PersonFields person={found.row} />
    case 'household':
      return <HouseholdFields household={found.row} />
  }
}

function CompanyFields({ company }: { company: Company }) {
  const { t } = useWords()
  const isReadOnly = !useRight('base.edit')
  const edit = useRecord<Company, RequestOf<typeof changeCompany>['body']>('company', company, (body, version) =>
    call(changeCompany, { params: { id: company.id }, body, version }),
  )
  const text = (field: 'domain' | 'sector', type: 'text' | 'url' = 'text') => (
    <TextRow
      label={t(`people.field.${field}`)}
      type={type}
      edit={edit}
      read={(row) => row[field]}
      changes={(value) => ({ [field]: value })}
      isReadOnly={isReadOnly}
    />
  )
  const number = (field: 'employees' | 'foundedYear', isYear = false) => (
    <NumberRow
      label={t(`people.field.${field}`)}
      edit={edit}
      read={(row) => row[field]}
      changes={(value) => ({ [field]: value })}
      isReadOnly={isReadOnly}
      isYear={isYear}
    />
  )
  return (
    <>
      <dl className="flex flex-col gap-0.5">
        <Common edit={edit} isReadOnly={isReadOnly}>
          {text('domain', 'url')}
          <ReachRows edit={edit} isReadOnly={isReadOnly} />
          {text('sector')}
          {number('employees')}
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
          {number('foundedYear', true)}
          <ParentRow edit={edit} isReadOnly={isReadOnly} />
        </Common>
      </dl>
      <OwnFields record="companies" edit={edit} isReadOnly={isReadOnly} />
    </>
  )
}

function PersonFields({ person }: { person: Person }) {
  const { t } = useWords()
  const isReadOnly = !useRight('base.edit')
  const edit = useRecord<Person, RequestOf<typeof changePerson>['body']>('person', person, (body, version) =>
    call(changePerson, { params: { id: person.id }, body, version }),
  )
  return (
    <>
      <dl className="flex flex-col gap-0.5">
        <Common edit={edit} isReadOnly={isReadOnly}>
          <WorkplaceRow edit={edit} isReadOnly={isReadOnly} />
          <TextRow
            label={t('people.field.title')}
            edit={edit}
            read={({ title }) => title}
            changes={(title) => ({ title })}
            isReadOnly={isReadOnly}
          />
          {person.companyId && (
            <DayRow
              label={t('people.field.companySince')}
              edit={edit}
              read={({ companySince }) => companySince}
              changes={(companySince) => ({ companySince })}
              isReadOnly={isReadOnly}
            />
          )}
          <ReachRows edit={edit} isReadOnly={isReadOnly} />
          <TextRow
            label={t('people.field.linkedin')}
            type="url"
            edit={edit}
            read={({ linkedin }) => linkedin}
            changes={(linkedin) => ({ linkedin })}
            isReadOnly={isReadOnly}
          />
        </Common>
      </dl>
      <OwnFields record="people" edit={edit} isReadOnly={isReadOnly} />
    </>
  )
}

function HouseholdFields({ household }: { household: Household }) {
  const isReadOnly = !useRight('base.edit')
  const edit = useRecord<Household, RequestOf<typeof changeHousehold>['body']>(
    'household',
    household,
    (body, version) => call(changeHousehold, { params: { id: household.id }, body, version }),
  )
  return (
    <>
      <dl className="flex flex-col gap-0.5">
        <Common edit={edit} isReadOnly={isReadOnly}>
          <ReachRows edit={edit} isReadOnly={isReadOnly} />
        </Common>
      </dl>
      <OwnFields record="households" edit={edit} isReadOnly={isReadOnly} />
    </>
  )
}

interface CommonChanges {
  name?: string
  ownerId?: string | null
  sourceId?: string | null
  tagIds?: string[]
}

interface CommonProps<Row extends Company | Person | Household> {
  readonly edit: RecordEdit<Row, CommonChanges>
  readonly isReadOnly: boolean
  readonly children: React.ReactNode
}

/** What every customer has, around what its kind has of its own. */
function Common<Row extends Company | Person | Household>({ edit, isReadOnly, children }: CommonProps<Row>) {
  const { t } = useWords()
  const say = useProblemWords()
  const sources = useSources()
  const { row } = edit
  const choose = useMutation({
    mutationFn: (sourceId: string | null) => {
      const mine = sources.find(({ id }) => id === sourceId)?.name ?? t('people.source.unknown')
      const theirs = (other: Row) => other.sourceName ?? t('people.source.unknown')
      const asked = { fields: ['sourceId'], label: t('people.field.source'), mine, theirs }
      return saveFields(edit, { sourceId }, row.version, [asked])
    },
    onError: (error) => error instanceof Undecided || toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <>
      <TextRow
        label={t('people.field.name')}
        edit={edit}
        read={({ name }) => name}
        changes={(name) => ({ name: name ?? row.name })}
        isNeeded
        isReadOnly={isReadOnly}
      />
      {children}
      <OwnerRow edit={edit} name={row.ownerName} isReadOnly={isReadOnly} />
      <ChoiceRow
        label={t('people.field.source')}
        value={row.sourceId}
        shown={row.sourceName && <bdi>{row.sourceName}</bdi>}
        options={sources}
        nobody={t('people.source.unknown')}
        onChoose={(id) => choose.mutate(id)}
        isReadOnly={isReadOnly || sources.length === 0}
      />
      <TagsRow edit={edit} isReadOnly={isReadOnly} />
    </>
  )
}
