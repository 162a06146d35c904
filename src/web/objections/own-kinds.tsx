import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { objectionKinds } from '../../contract/facts.ts'
import type { ObjectionKind } from '../../contract/facts.ts'
import {
  addObjectionKind,
  changeObjectionKind,
  listObjectionKinds,
  mergeObjectionKind,
} from '../../contract/objection-kinds.ts'
import type { OwnKind } from '../../contract/objection-kinds.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Button, Card, SelectField, TextField, useWords } from '../ui/index.ts'
import { MoveDialog } from './move-dialog.tsx'
import { useObjectionsRead } from './objections-read.ts'

const none = 'none'

function useOwnKinds() {
  return useQuery({
    queryKey: ['objection-kinds'],
    queryFn: () => call(listObjectionKinds, { query: { limit: 200 } }),
  })
}

interface OwnKindChoiceProps {
  readonly kind: ObjectionKind
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** More exactly, by the workspace's own kinds below a common one; nothing where there are none. */
export function OwnKindChoice({ kind, value, onChange }: OwnKindChoiceProps) {
  const { t } = useWords()
  const kinds = (useOwnKinds().data?.items ?? []).filter((each) => each.kind === kind)
  if (kinds.length === 0) return null
  return (
    <SelectField
      label={t('objections.own-kind')}
      options={[
        { id: none, label: t('objections.own-kind.none') },
        ...kinds.map(({ id, name }) => ({ id, label: name })),
      ]}
      value={value ?? none}
      onChange={(id) => onChange(id === none ? null : id)}
    />
  )
}

/** The kinds that a workspace has made for itself: added, renamed, and merged where two mean the same. */
export function OwnKinds({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useWords()
  const [edited, setEdited] = useState<OwnKind | 'new' | null>(null)
  const [isMoving, setMoving] = useState(false)
  const kinds = useOwnKinds().data?.items ?? []
  if (kinds.length === 0 && !mayEdit) return null
  return (
    <Card
      title={t('objections.own-kinds')}
      actions={
        mayEdit && (
          <>
            <Button variant="quiet" onPress={() => setMoving(true)}>
              {t('objections.move')}
            </Button>
            <Button variant="quiet" icon={IconPlus} onPress={() => setEdited('new')}>
              {t('objections.own-kinds.add')}
            </Button>
          </>
        )
      }
    >
      {kinds.length === 0 && <p className="text-ink-2">{t('objections.own-kinds.empty')}</p>}
      {kinds.length > 0 && (
        <ul className="flex flex-col">
          {kinds.map((kind) => (
            <li key={kind.id} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
              <p className="min-w-0 flex-1">
                <bdi className="font-medium">{kind.name}</bdi>{' '}
                <span className="text-ink-2">{t(`codes.objection-kind.${kind.kind}`)}</span>{' '}
                <span className="text-12 text-ink-2">
                  {t('objections.own-kinds.count', { count: kind.objections })}
                </span>
              </p>
              {mayEdit && (
                <Button
                  variant="quiet"
                  onPress={() => setEdited(kind)}
                  aria-label={t('objections.own-kinds.edit-of', { name: kind.name })}
                >
                  {t('objections.answers.edit')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isMoving && <MoveDialog kinds={kinds} onClose={() => setMoving(false)} />}
      {edited && <KindDialog kind={edited === 'new' ? null : edited} kinds={kinds} onClose={() => setEdited(null)} />}
    </Card>
  )
}

interface KindDialogProps {
  readonly kind: OwnKind | null
  readonly kinds: readonly OwnKind[]
  readonly onClose: () => void
}

function KindDialog({ kind, kinds, onClose }: KindDialogProps) {
  const { t } = useWords()
  const readAnew = useObjectionsRead()
  const [name, setName] = useState(kind?.name ?? '')
  const [above, setAbove] = useState<ObjectionKind>(kind?.kind ?? 'price')
  const [intoId, setIntoId] = useState(none)
  const others = kinds.filter(({ id }) => id !== kind?.id)
  const save = useMutation({
    mutationFn: () => {
      if (kind === null) return call(addObjectionKind, { body: { name: name.trim(), kind: above } })
      const params = { id: kind.id }
      if (intoId !== none) return call(mergeObjectionKind, { params, body: { intoId } })
      return call(changeObjectionKind, { params, version: kind.version, body: { name: name.trim() } })
    },
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(kind ? 'objections.own-kinds.edit' : 'objections.own-kinds.add')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={name.trim() === ''}
      onClose={onClose}
    >
      <TextField
        label={t('objections.own-kinds.name')}
        name="name"
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
      />
      {kind === null && (
        <SelectField
          label={t('objections.kind')}
          options={objectionKinds.map((id) => ({ id, label: t(`codes.objection-kind.${id}`) }))}
          value={above}
          onChange={setAbove}
        />
      )}
      {kind !== null && others.length > 0 && (
        <SelectField
          label={t('objections.own-kinds.merge')}
          description={t('objections.own-kinds.merge.more')}
          options={[
            { id: none, label: t('objections.own-kinds.merge.none') },
            ...others.map((each) => ({ id: each.id, label: each.name })),
          ]}
          value={intoId}
          onChange={setIntoId}
        />
      )}
    </FormDialog>
  )
}
