import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import type { Company, Person } from '../../contract/people.ts'
import { useAddress } from '../shell/places.ts'
import { IconButton, useWords } from '../ui/index.ts'
import { CustomerField } from './customer-field.tsx'
import { CustomerIcon } from './customer-kind.tsx'
import { customerPlace } from './customer-query.ts'
import { customerId } from './customers.ts'
import type { CustomerChoice } from './customers.ts'
import { refusalOf, saveFields } from './edit.ts'
import type { RecordEdit } from './edit.ts'
import { FormDialog } from './form-dialog.tsx'

interface WorkplaceRowProps {
  readonly edit: RecordEdit<Person, { companyId?: string | null }>
  readonly isReadOnly: boolean
}

/** Where a person mainly works: the company's page by a press, another company by the pencil. */
export function WorkplaceRow({ edit, isReadOnly }: WorkplaceRowProps) {
  const { t } = useWords()
  const { companyId, companyName } = edit.row
  return (
    <CompanyRow
      label={t('people.field.company')}
      description={companyId ? t('people.workplace.hint') : undefined}
      company={companyId ? { id: companyId, name: companyName ?? '' } : null}
      version={edit.row.version}
      onChange={
        isReadOnly
          ? undefined
          : (chosen, version) => {
              const theirs = (row: Person) => row.companyName
              const asked = { fields: ['companyId'], label: t('people.field.company'), mine: chosen?.name, theirs }
              return saveFields(edit, { companyId: chosen?.id ?? null }, version, [asked])
            }
      }
    />
  )
}

interface ParentRowProps {
  readonly edit: RecordEdit<Company, { parentId?: string | null }>
  readonly isReadOnly: boolean
}

/** The company that a company belongs to. */
export function ParentRow({ edit, isReadOnly }: ParentRowProps) {
  const { t } = useWords()
  const { parentId, parentName } = edit.row
  return (
    <CompanyRow
      label={t('people.field.parent')}
      company={parentId ? { id: parentId, name: parentName ?? '' } : null}
      version={edit.row.version}
      onChange={
        isReadOnly
          ? undefined
          : (chosen, version) => {
              const theirs = (row: Company) => row.parentName
              const asked = { fields: ['parentId'], label: t('people.field.parent'), mine: chosen?.name, theirs }
              return saveFields(edit, { parentId: chosen?.id ?? null }, version, [asked])
            }
      }
    />
  )
}

interface Chosen {
  readonly id: string
  readonly name: string
}

interface CompanyRowProps {
  readonly label: string
  readonly description?: string | undefined
  readonly company: Chosen | null
  readonly version: number
  readonly onChange: ((chosen: Chosen | null, version: number) => Promise<void>) | undefined
}

function CompanyRow({ label, description, company, version, onChange }: CompanyRowProps) {
  const { t } = useWords()
  const address = useAddress()
  const [isChanging, setIsChanging] = useState(false)
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-2">
      <dt className="truncate text-ink-3">{label}</dt>
      <dd className="flex min-w-0 items-center">
        {company ? (
          <Link
            to={address(customerPlace('company', company.id))}
            className="flex min-w-0 items-center gap-1.5 font-medium text-accent hover:underline"
          >
            <CustomerIcon kind="company" />
            <span className="truncate">
              <bdi>{company.name}</bdi>
            </span>
          </Link>
        ) : (
          <span className="text-ink-3">{t('people.field.empty')}</span>
        )}
        {onChange && (
          <IconButton
            icon={IconPencil}
            label={t('people.reach.edit', { field: label })}
            onPress={() => setIsChanging(true)}
            className="ms-auto"
          />
        )}
      </dd>
      {isChanging && onChange && (
        <CompanyDialog
          label={label}
          description={description}
          company={company}
          version={version}
          onChange={onChange}
          onClose={() => setIsChanging(false)}
        />
      )}
    </div>
  )
}

interface CompanyDialogProps extends CompanyRowProps {
  readonly onChange: (chosen: Chosen | null, version: number) => Promise<void>
  readonly onClose: () => void
}

function CompanyDialog({ label, description, company, version, onChange, onClose }: CompanyDialogProps) {
  // Chosen on the record as it was when the dialog opened, whatever others change meanwhile.
  const [on] = useState(version)
  const [choice, setChoice] = useState<CustomerChoice | null>(company && { kind: 'company', ...company })
  const change = useMutation({
    mutationFn: async () => onChange(choice && { id: await customerId(choice), name: choice.name }, on),
    onSuccess: onClose,
  })
  return (
    <FormDialog
      title={label}
      size="small"
      onSubmit={() => change.mutate()}
      problem={refusalOf(change.error)}
      isPending={change.isPending}
      onClose={onClose}
    >
      <CustomerField
        label={label}
        kinds={onlyCompanies}
        value={choice}
        onChange={setChoice}
        {...(description ? { description } : {})}
      />
    </FormDialog>
  )
}

const onlyCompanies = ['company'] as const
