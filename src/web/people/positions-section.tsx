import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addPosition, deletePosition, listPositions } from '../../contract/positions.ts'
import type { Position } from '../../contract/positions.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  DateField,
  Day,
  ErrorState,
  IconButton,
  TextField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { CustomerField } from './customer-field.tsx'
import { CustomerIcon } from './customer-kind.tsx'
import { customerPlace } from './customer-query.ts'
import { customerId } from './customers.ts'
import type { CustomerChoice } from './customers.ts'
import { FormDialog } from './form-dialog.tsx'

/** Where else a person has a role, and had one before. */
export function PositionsSection({ personId }: { personId: string }) {
  const { t } = useWords()
  const mayEdit = useRight('base.edit')
  const [isAdding, setIsAdding] = useState(false)
  const positions = useQuery({
    queryKey: ['positions', personId],
    queryFn: () => call(listPositions, { params: { id: personId } }),
  })
  const items = positions.data?.items ?? []
  return (
    <Section
      title={t('people.positions.title')}
      actions={
        mayEdit && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setIsAdding(true)}>
            {t('people.positions.add')}
          </Button>
        )
      }
    >
      {positions.isError && <ErrorState error={positions.error} onRetry={() => void positions.refetch()} />}
      {positions.isSuccess && items.length === 0 && <p className="text-ink-3">{t('people.positions.none')}</p>}
      <ul className="flex flex-col">
        {items.map((position) => (
          <PositionLine key={position.id} position={position} mayEdit={mayEdit} />
        ))}
      </ul>
      {isAdding && <PositionDialog personId={personId} onClose={() => setIsAdding(false)} />}
    </Section>
  )
}

function PositionLine({ position, mayEdit }: { position: Position; mayEdit: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const address = useAddress()
  const { companyId, title, since, until } = position
  const changed = () => void queries.invalidateQueries({ queryKey: ['positions', position.personId] })
  const restore = useMutation({
    mutationFn: () =>
      call(addPosition, { params: { id: position.personId }, body: { companyId, title, since, until } }),
    onSuccess: changed,
  })
  const remove = useMutation({
    mutationFn: () => call(deletePosition, { params: { id: position.id } }),
    onSuccess: () => {
      changed()
      toast({ text: t('people.positions.removed', { company: position.companyName }), onUndo: () => restore.mutate() })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <li className="flex min-h-10 items-center gap-2">
      <CustomerIcon kind="company" size={16} />
      <span className="flex min-w-0 flex-1 flex-col">
        <Link
          to={address(customerPlace('company', companyId))}
          className="truncate font-medium hover:text-accent hover:underline"
        >
          <bdi>{position.companyName}</bdi>
        </Link>
        <span className="truncate text-12 text-ink-3">
          {title && <bdi>{title}</bdi>}
          {title && (since || until) && ' · '}
          {since && <Day value={since} />}
          {(since || until) && ' – '}
          {until && <Day value={until} />}
        </span>
      </span>
      {mayEdit && (
        <IconButton
          icon={IconTrash}
          label={t('people.positions.remove', { company: position.companyName })}
          isPending={remove.isPending}
          onPress={() => remove.mutate()}
        />
      )}
    </li>
  )
}

function PositionDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [company, setCompany] = useState<CustomerChoice | null>(null)
  const [title, setTitle] = useState('')
  const [since, setSince] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const add = useMutation({
    mutationFn: async (choice: CustomerChoice) => {
      const body = { companyId: await customerId(choice), title: title.trim() || null, since, until }
      return call(addPosition, { params: { id: personId }, body })
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['positions', personId] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('people.positions.add')}
      onSubmit={() => company && add.mutate(company)}
      problem={add.error}
      isPending={add.isPending}
      isDisabled={!company}
      onClose={onClose}
    >
      <CustomerField
        label={t('people.field.company')}
        name="companyId"
        kinds={onlyCompanies}
        value={company}
        onChange={setCompany}
      />
      <TextField label={t('people.field.title')} name="title" value={title} onChange={setTitle} />
      <div className="grid gap-4 tablet:grid-cols-2">
        <DateField label={t('people.field.companySince')} name="since" value={since} onChange={setSince} />
        <DateField label={t('people.field.until')} name="until" value={until} onChange={setUntil} />
      </div>
    </FormDialog>
  )
}

const onlyCompanies = ['company'] as const
