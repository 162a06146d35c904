import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useSession } from '../shell/session.ts'
import { useColleagues, useTeams } from '../settings/team-query.ts'
import { ComboBox, DateField, SelectField, TextField, useWords } from '../ui/index.ts'
import { rampOf } from './months.ts'
import type { NodeDialogProps } from './node-dialog.tsx'
import { useNodeName } from './node-name.tsx'
import { useEdit } from './queries.ts'

type Kind = 'team' | 'member' | 'product'
const none = 'none'

/** Somebody or something new below a place: a joiner with a first day and a ramp, a team, a product. */
export function AddDialog({ plan, node, onClose }: NodeDialogProps) {
  const { t } = useWords()
  const nameOf = useNodeName()
  const kinds: readonly Kind[] =
    node.kind === 'company' ? ['member', 'team', 'product'] : node.kind === 'team' ? ['member', 'product'] : ['product']
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'product')
  const [subjectId, setSubjectId] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  const [ramp, setRamp] = useState('')
  const [takesOver, setTakesOver] = useState(none)
  const open = plan.nodes.filter((each) => each.parentId === node.id && each.kind === 'open')
  const subjects = useSubjects(kind)
  const edit = useEdit(plan, onClose)
  const add = () => {
    if (subjectId === null) return
    const over = takesOver === none ? null : takesOver
    edit.mutate({ kind: 'add', parentId: node.id, of: kind, subjectId, from, ramp: rampOf(ramp), takesOver: over })
  }
  return (
    <FormDialog
      title={t('quotas.add.title', { name: nameOf(node) })}
      submit={t('quotas.add.submit')}
      onSubmit={add}
      problem={edit.error}
      isPending={edit.isPending}
      isDisabled={subjectId === null}
      onClose={onClose}
    >
      {kinds.length > 1 && (
        <KindField
          kinds={kinds}
          value={kind}
          onChange={(next) => {
            setKind(next)
            setSubjectId(null)
          }}
        />
      )}
      <ComboBox
        key={kind}
        label={t(`quotas.kind.${kind}`)}
        options={subjects}
        value={subjectId}
        onChange={setSubjectId}
      />
      {kind === 'member' && <Joining from={from} ramp={ramp} onFrom={setFrom} onRamp={setRamp} />}
      {open.length > 0 && kind === 'member' && (
        <SelectField
          label={t('quotas.add.takes-over')}
          options={[
            { id: none, label: t('quotas.add.nothing') },
            ...open.map((each) => ({ id: each.id, label: nameOf(each) })),
          ]}
          value={takesOver}
          onChange={setTakesOver}
        />
      )}
    </FormDialog>
  )
}

interface KindFieldProps {
  readonly kinds: readonly Kind[]
  readonly value: Kind
  readonly onChange: (kind: Kind) => void
}

function KindField({ kinds, value, onChange }: KindFieldProps) {
  const { t } = useWords()
  return (
    <SelectField
      label={t('quotas.add.kind')}
      options={kinds.map((id) => ({ id, label: t(`quotas.kind.${id}`) }))}
      value={value}
      onChange={onChange}
    />
  )
}

interface JoiningProps {
  readonly from: string | null
  readonly ramp: string
  readonly onFrom: (day: string | null) => void
  readonly onRamp: (ramp: string) => void
}

/** When a joiner comes, and how they come up to strength. */
function Joining({ from, ramp, onFrom, onRamp }: JoiningProps) {
  const { t } = useWords()
  return (
    <>
      <DateField label={t('quotas.add.from')} description={t('quotas.add.from.about')} value={from} onChange={onFrom} />
      <TextField
        label={t('quotas.ramp')}
        name="ramp"
        description={t('quotas.ramp.about')}
        value={ramp}
        onChange={onRamp}
      />
    </>
  )
}

function useSubjects(kind: Kind) {
  const { workspace } = useSession()
  const [teams, members] = [useTeams(), useColleagues()]
  const products = useQuery({
    queryKey: ['products', workspace.id, 'choices'],
    queryFn: () => call(listProducts, { query: { limit: 200 } }),
    enabled: kind === 'product',
  })
  const found = { team: teams, member: members, product: products.data?.items ?? [] }[kind]
  return found.map(({ id, name }) => ({ id, label: name }))
}
