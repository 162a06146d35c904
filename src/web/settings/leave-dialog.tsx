import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member } from '../../contract/access.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { deactivateMember, showBelongings } from '../../contract/team.ts'
import { call } from '../api.ts'
import { Button, Checkbox, Dialog, ErrorState, Form, SelectField, Skeleton, toast, useWords } from '../ui/index.ts'
import { useColleagues, useTeamRefresh } from './team-query.ts'

type Belongings = OutputOf<typeof showBelongings>

/** Ends a member's access: shows what they leave behind first, and asks who takes it over. */
export function LeaveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useWords()
  const belongings = useQuery({
    queryKey: ['belongings', member.id],
    queryFn: () => call(showBelongings, { params: { id: member.id } }),
    gcTime: 0,
  })
  return (
    <Dialog title={t('team.leave.title', { name: member.name })} isOpen onClose={onClose}>
      {belongings.isPending && <Skeleton className="h-40 w-full" />}
      {belongings.isError && <ErrorState error={belongings.error} onRetry={belongings.refetch} />}
      {belongings.data && <LeaveForm member={member} belongings={belongings.data} onClose={onClose} />}
    </Dialog>
  )
}

const nobody = 'nobody'

function LeaveForm({ member, belongings, onClose }: { member: Member; belongings: Belongings; onClose: () => void }) {
  const { t } = useWords()
  const refresh = useTeamRefresh()
  const [to, setTo] = useState<string | null>(null)
  const [keepKeys, setKeepKeys] = useState(false)
  const leave = useMutation({
    mutationFn: () =>
      call(deactivateMember, {
        params: { id: member.id },
        body: { handOverTo: to === nobody ? null : to, keepKeys },
      }),
    onSuccess: async () => {
      await refresh()
      onClose()
      toast({ text: t('team.leave.done', { name: member.name }) })
    },
  })
  const customers = belongings.companies + belongings.people + belongings.households
  const hasSomething = belongings.deals + customers > 0
  const made = belongings.keys.filter(({ standsFor }) => !standsFor)
  return (
    <Form
      onSubmit={() => leave.mutate()}
      problem={leave.error}
      actions={
        <>
          <Button onPress={onClose}>{t('settings.cancel')}</Button>
          <Button type="submit" variant="danger" isPending={leave.isPending} isDisabled={hasSomething && to === null}>
            {t('team.leave')}
          </Button>
        </>
      }
    >
      <p>{t('team.leave.more')}</p>
      {!hasSomething && <p className="text-ink-2">{t('team.leave.nothing')}</p>}
      {hasSomething && (
        <HandOver member={member} deals={belongings.deals} customers={customers} to={to} onChange={setTo} />
      )}
      <StoppingKeys name={member.name} keys={belongings.keys} />
      {made.length > 0 && (
        <Checkbox isSelected={keepKeys} onChange={setKeepKeys}>
          {t('team.leave.keep-keys')}
        </Checkbox>
      )}
    </Form>
  )
}

interface HandOverProps {
  readonly member: Member
  readonly deals: number
  readonly customers: number
  readonly to: string | null
  readonly onChange: (to: string) => void
}

/** What there is to hand over, and to whom. Nobody is an answer too, but one that must be given. */
function HandOver({ member, deals, customers, to, onChange }: HandOverProps) {
  const { t } = useWords()
  const colleagues = useColleagues().filter(({ id }) => id !== member.id)
  return (
    <>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 rounded-2 bg-sunken px-3 py-2 font-medium">
        {deals > 0 && <li>{t('team.leave.deals', { count: deals })}</li>}
        {customers > 0 && <li>{t('team.leave.customers', { count: customers })}</li>}
      </ul>
      <SelectField
        label={t('team.leave.to')}
        value={to}
        options={[
          ...colleagues.map(({ id, name }) => ({ id, label: name })),
          { id: nobody, label: t('team.leave.nobody') },
        ]}
        onChange={onChange}
      />
    </>
  )
}

function StoppingKeys({ name, keys }: { name: string; keys: Belongings['keys'] }) {
  const { t } = useWords()
  const named = (standsFor: boolean) =>
    keys
      .filter((key) => key.standsFor === standsFor)
      .map((key) => key.name)
      .join(', ')
  const [acting, made] = [named(true), named(false)]
  return (
    <>
      {acting && <p>{t('team.leave.keys-stop', { name, keys: acting })}</p>}
      {made && <p>{t('team.leave.keys-made', { name, keys: made })}</p>}
    </>
  )
}
