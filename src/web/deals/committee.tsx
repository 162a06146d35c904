import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { removeStakeholder, setStakeholder } from '../../contract/deals.ts'
import type { Deal } from '../../contract/deals.ts'
import { stakeholderRoles } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { CustomerField } from '../people/customer-field.tsx'
import { customerId } from '../people/customers.ts'
import type { CustomerChoice } from '../people/customers.ts'
import {
  Avatar,
  Button,
  Form,
  IconButton,
  Menu,
  MenuItem,
  SelectField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { useDealSaved } from './deal-query.ts'
import { Section } from './section.tsx'
import { useLook } from './use-look.ts'

type Stakeholder = Deal['stakeholders'][number]

interface CommitteeSectionProps {
  readonly deal: Deal
  readonly mayWork: boolean
}

/** Who takes part in the buyer's decision, and how. */
export function CommitteeSection({ deal, mayWork }: CommitteeSectionProps) {
  const { t } = useWords()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Section
      title={t('deals.committee.title')}
      actions={
        mayWork &&
        !isAdding && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setIsAdding(true)}>
            {t('deals.committee.add')}
          </Button>
        )
      }
    >
      {deal.stakeholders.length === 0 && !isAdding && <p className="text-ink-3">{t('deals.committee.none')}</p>}
      {deal.stakeholders.length > 0 && (
        <ul className="flex flex-col">
          {deal.stakeholders.map((each) => (
            <StakeholderLine key={each.personId} deal={deal} stakeholder={each} mayWork={mayWork} />
          ))}
        </ul>
      )}
      {isAdding && <AddForm deal={deal} onClose={() => setIsAdding(false)} />}
    </Section>
  )
}

interface StakeholderLineProps extends CommitteeSectionProps {
  readonly stakeholder: Stakeholder
}

function StakeholderLine({ deal, stakeholder, mayWork }: StakeholderLineProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const saved = useDealSaved()
  const [, setLook] = useLook()
  const params = { id: deal.id, personId: stakeholder.personId }
  const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
  const give = useMutation({
    mutationFn: (role: Stakeholder['role']) => call(setStakeholder, { params, body: { role } }),
    onSuccess: saved,
    onError,
  })
  const remove = useMutation({ mutationFn: () => call(removeStakeholder, { params }), onSuccess: saved, onError })
  const role = t(`codes.stakeholder_role.${stakeholder.role}`)
  return (
    <li className="flex min-h-10 items-center gap-2">
      <Avatar name={stakeholder.name} />
      <Button
        variant="quiet"
        onPress={() => setLook({ customer: `person.${stakeholder.personId}` })}
        className="min-w-0 flex-1 shrink justify-start! px-1! text-start text-ink!"
      >
        <bdi className="font-medium">{stakeholder.name}</bdi>
        {stakeholder.title && (
          <span className="ms-2 font-normal text-ink-3">
            <bdi>{stakeholder.title}</bdi>
          </span>
        )}
      </Button>
      {mayWork ? (
        <>
          <Menu label={t('deals.committee.role')} trigger={<Button variant="quiet">{role}</Button>}>
            {stakeholderRoles.map((code) => (
              <MenuItem key={code} isSelected={code === stakeholder.role} onAction={() => give.mutate(code)}>
                {t(`codes.stakeholder_role.${code}`)}
              </MenuItem>
            ))}
          </Menu>
          <IconButton
            icon={IconX}
            label={t('ui.remove', { name: stakeholder.name })}
            isPending={remove.isPending}
            onPress={() => remove.mutate()}
          />
        </>
      ) : (
        <span className="text-ink-2">{role}</span>
      )}
    </li>
  )
}

function AddForm({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const saved = useDealSaved()
  const [person, setPerson] = useState<CustomerChoice | null>(null)
  const [role, setRole] = useState<Stakeholder['role']>('decides')
  const add = useMutation({
    mutationFn: async (choice: CustomerChoice) =>
      call(setStakeholder, { params: { id: deal.id, personId: await customerId(choice) }, body: { role } }),
    onSuccess: (next) => {
      saved(next)
      onClose()
    },
  })
  return (
    <Form
      label={t('deals.committee.add')}
      onSubmit={() => person && add.mutate(person)}
      problem={add.error}
      className="rounded-3 border border-line p-3"
      actions={
        <>
          <Button onPress={onClose}>{t('deals.cancel')}</Button>
          <Button type="submit" variant="primary" isDisabled={!person} isPending={add.isPending}>
            {t('deals.committee.add')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 tablet:grid-cols-2">
        <CustomerField label={t('deals.committee.person')} kinds={onlyPeople} value={person} onChange={setPerson} />
        <SelectField
          label={t('deals.committee.role')}
          options={stakeholderRoles.map((id) => ({ id, label: t(`codes.stakeholder_role.${id}`) }))}
          value={role}
          onChange={setRole}
        />
      </div>
    </Form>
  )
}

const onlyPeople = ['person'] as const
