import { useState } from 'react'
import type { ReactNode } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { addressKinds, emailKinds, phoneKinds } from '../../contract/reach.ts'
import type { Address, Email, Phone, Reach, ReachBody } from '../../contract/reach.ts'
import { IconButton, TextField, useWords } from '../ui/index.ts'
import type { RecordEdit } from './edit.ts'
import { ReachDialog } from './reach-dialog.tsx'

interface ReachRowsProps<Row extends Reach & { readonly version: number }> {
  readonly edit: RecordEdit<Row, Partial<ReachBody>>
  readonly isReadOnly: boolean
}

/** How somebody is reached: every number, mail address and address, the primary one first. */
export function ReachRows<Row extends Reach & { readonly version: number }>({ edit, isReadOnly }: ReachRowsProps<Row>) {
  const { t } = useWords()
  const [open, setOpen] = useState<keyof Reach | null>(null)
  const { phones, emails, addresses } = edit.row
  const row = (list: keyof Reach, children: ReactNode) => (
    <ReachRow label={t(`people.reach.${list}`)} onEdit={isReadOnly ? undefined : () => setOpen(list)}>
      {children}
    </ReachRow>
  )
  return (
    <>
      {row(
        'phones',
        phones.map((phone, at) => (
          <Line key={at} kind={phones.length > 1 ? t(`people.phone.${phone.kind}`) : null}>
            <PhoneLink phone={phone} />
          </Line>
        )),
      )}
      {row(
        'emails',
        emails.map(({ kind, address }, at) => (
          <Line key={at} kind={emails.length > 1 ? t(`people.email.${kind}`) : null}>
            <a href={`mailto:${address}`} dir="ltr" className={linkClass}>
              {address}
            </a>
          </Line>
        )),
      )}
      {row(
        'addresses',
        addresses.map((address, at) => (
          <Line key={at} kind={addresses.length > 1 ? t(`people.address.${address.kind}`) : null}>
            <span>
              <bdi className="wrap-anywhere">{addressText(address)}</bdi>
            </span>
          </Line>
        )),
      )}
      {open && <ListDialog list={open} edit={edit} onClose={() => setOpen(null)} />}
    </>
  )
}

interface OneListProps<Row extends Reach & { readonly version: number }> {
  readonly edit: RecordEdit<Row, Partial<ReachBody>>
  readonly onClose: () => void
}

interface ListDialogProps<Row extends Reach & { readonly version: number }> extends OneListProps<Row> {
  readonly list: keyof Reach
}

function ListDialog<Row extends Reach & { readonly version: number }>({ list, ...rest }: ListDialogProps<Row>) {
  switch (list) {
    case 'phones':
      return <PhonesDialog {...rest} />
    case 'emails':
      return <EmailsDialog {...rest} />
    case 'addresses':
      return <AddressesDialog {...rest} />
  }
}

function PhonesDialog<Row extends Reach & { readonly version: number }>({ edit, onClose }: OneListProps<Row>) {
  const { t } = useWords()
  const { phones } = edit.row
  return (
    <ReachDialog
      title={t('people.reach.phones')}
      edit={edit}
      field="phones"
      entries={phones.map(({ kind, number }) => ({ kind, number }))}
      kinds={phoneKinds}
      kindWords="people.phone"
      empty={(kind) => ({ kind, number: '' })}
      isFilled={({ number }) => number.trim() !== ''}
      input={({ number }, set, path) => (
        <TextField
          label={t('people.field.phone')}
          name={`${path}.number`}
          type="tel"
          value={number}
          onChange={(next) => set({ number: next })}
        />
      )}
      onClose={onClose}
    />
  )
}

function EmailsDialog<Row extends Reach & { readonly version: number }>({ edit, onClose }: OneListProps<Row>) {
  const { t } = useWords()
  const { emails } = edit.row
  return (
    <ReachDialog
      title={t('people.reach.emails')}
      edit={edit}
      field="emails"
      entries={emails}
      kinds={emailKinds}
      kindWords="people.email"
      empty={(kind): Email => ({ kind, address: '' })}
      isFilled={({ address }) => address.trim() !== ''}
      input={({ address }, set, path) => (
        <TextField
          label={t('people.field.email')}
          name={`${path}.address`}
          type="email"
          value={address}
          onChange={(next) => set({ address: next })}
        />
      )}
      onClose={onClose}
    />
  )
}

function AddressesDialog<Row extends Reach & { readonly version: number }>({ edit, onClose }: OneListProps<Row>) {
  const { t } = useWords()
  const { addresses } = edit.row
  return (
    <ReachDialog
      title={t('people.reach.addresses')}
      edit={edit}
      field="addresses"
      entries={addresses}
      kinds={addressKinds}
      kindWords="people.address"
      empty={(kind): Address => ({ kind, street: null, postalCode: null, city: null, country: null })}
      isFilled={({ street, postalCode, city, country }) => Boolean(street || postalCode || city || country)}
      input={(address, set, path) => <AddressFields address={address} set={set} path={path} />}
      onClose={onClose}
    />
  )
}

const linkClass = 'text-accent hover:underline wrap-anywhere'

/** A number to call; one that no telephone understands is only text. */
function PhoneLink({ phone }: { phone: Pick<Phone, 'e164' | 'shown'> }) {
  if (phone.e164 === null) return <bdi>{phone.shown}</bdi>
  return (
    <a href={`tel:${phone.e164}`} dir="ltr" className={linkClass}>
      {phone.shown}
    </a>
  )
}

function addressText({ street, postalCode, city, country }: Omit<Address, 'kind'>): string {
  return [street, [postalCode, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ')
}

function Line({ kind, children }: { kind: string | null; children: ReactNode }) {
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 py-0.5">
      {children}
      {kind && <span className="text-12 text-ink-3">{kind}</span>}
    </span>
  )
}

interface ReachRowProps {
  readonly label: string
  readonly onEdit: (() => void) | undefined
  readonly children: readonly ReactNode[] | ReactNode
}

function ReachRow({ label, onEdit, children }: ReachRowProps) {
  const { t } = useWords()
  const isEmpty = Array.isArray(children) && children.length === 0
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-start gap-2">
      <dt className="truncate pt-1.75 text-ink-3">{label}</dt>
      <dd className="flex min-w-0 items-start gap-1 pt-1">
        <span className="flex min-w-0 flex-1 flex-col">
          {isEmpty ? <span className="py-0.5 text-ink-3">{t('people.field.empty')}</span> : children}
        </span>
        {onEdit && (
          <IconButton
            icon={IconPencil}
            label={t('people.reach.edit', { field: label })}
            onPress={onEdit}
            className="-mt-1 shrink-0"
          />
        )}
      </dd>
    </div>
  )
}

interface AddressFieldsProps {
  readonly address: Address
  readonly set: (changes: Partial<Address>) => void
  readonly path: string
}

function AddressFields({ address, set, path }: AddressFieldsProps) {
  const { t } = useWords()
  const fields = ['street', 'postalCode', 'city', 'country'] as const
  return (
    <div className="grid grid-cols-2 gap-2">
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`people.field.${field}`)}
          name={`${path}.${field}`}
          value={address[field] ?? ''}
          onChange={(text) => set({ [field]: text.trim() === '' ? null : text })}
          className={field === 'street' ? 'col-span-2' : ''}
        />
      ))}
    </div>
  )
}
