import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addArea, changeArea, deleteArea } from '../../contract/areas.ts'
import type { Area } from '../../contract/areas.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useMembers } from '../people/members.ts'
import {
  Button,
  Dialog,
  ErrorState,
  Form,
  IconButton,
  Loading,
  SelectField,
  TextField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { areasQuery } from './visits-read.ts'

const nobody = 'nobody'

/** The areas, and one of them being written. */
export function AreasDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const areas = useQuery(areasQuery)
  const [edited, setEdited] = useState<Area | 'new' | null>(null)
  return (
    <Dialog title={t('visits.areas')} isOpen onClose={onClose} size="medium">
      <div className="flex flex-col gap-3">
        {areas.isPending && <Loading />}
        {areas.isError && <ErrorState error={areas.error} onRetry={() => void areas.refetch()} />}
        {areas.data?.items.length === 0 && edited === null && <p className="text-ink-2">{t('visits.areas.none')}</p>}
        {edited === null && (
          <>
            <ul className="flex flex-col">
              {areas.data?.items.map((area) => (
                <AreaLine key={area.id} area={area} onEdit={() => setEdited(area)} />
              ))}
            </ul>
            <Button icon={IconPlus} className="self-start" onPress={() => setEdited('new')}>
              {t('visits.area.add')}
            </Button>
          </>
        )}
        {edited && <AreaForm area={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      </div>
    </Dialog>
  )
}

function AreaLine({ area, onEdit }: { area: Area; onEdit: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(deleteArea, { params: { id: area.id } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['areas'] }),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <li className="flex min-h-11 items-center gap-1 border-b border-line">
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{area.name}</bdi>
        <span className="block truncate text-12 text-ink-2">
          <bdi>{[area.postalCodes.join(', '), area.city, area.member?.name].filter(Boolean).join(' · ')}</bdi>
        </span>
      </span>
      <IconButton icon={IconPencil} label={t('visits.area.edit', { name: area.name })} onPress={onEdit} />
      <IconButton
        icon={IconTrash}
        label={t('visits.area.delete', { name: area.name })}
        isPending={remove.isPending}
        onPress={() => remove.mutate()}
      />
    </li>
  )
}

function AreaForm({ area, onClose }: { area: Area | null; onClose: () => void }) {
  const { t } = useWords()
  const members = useMembers()
  const [name, setName] = useState(area?.name ?? '')
  const [codes, setCodes] = useState(area?.postalCodes.join(', ') ?? '')
  const [city, setCity] = useState(area?.city ?? '')
  const [memberId, setMemberId] = useState<string | null>(area?.memberId ?? null)
  const postalCodes = codesIn(codes)
  const body = { name: name.trim(), postalCodes, city: city.trim() || null, memberId }
  const save = useSaving(area, body, onClose)
  return (
    <Form
      label={t('visits.area.add')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      actions={
        <>
          <Button onPress={onClose}>{t('people.cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={save.isPending}
            isDisabled={body.name === '' || (postalCodes.length === 0 && body.city === null)}
          >
            {t('people.save')}
          </Button>
        </>
      }
    >
      <TextField label={t('visits.area.name')} name="name" value={name} onChange={setName} maxLength={100} autoFocus />
      <TextField
        label={t('visits.area.codes')}
        description={t('visits.area.codes.hint')}
        name="postalCodes"
        dir="ltr"
        value={codes}
        onChange={setCodes}
        maxLength={650}
      />
      <TextField
        label={t('people.field.city')}
        name="city"
        dir="auto"
        value={city}
        onChange={setCity}
        maxLength={100}
      />
      <SelectField
        label={t('visits.area.member')}
        name="memberId"
        options={[
          { id: nobody, label: t('visits.area.everybody') },
          ...members.map((each) => ({ id: each.id, label: each.name })),
        ]}
        value={memberId ?? nobody}
        onChange={(id) => setMemberId(id === nobody ? null : id)}
      />
    </Form>
  )
}

function useSaving(area: Area | null, body: RequestOf<typeof addArea>['body'], onClose: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      area ? call(changeArea, { params: { id: area.id }, version: area.version, body }) : call(addArea, { body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['areas'] })
      onClose()
    },
  })
}

/** As they are typed: with commas, semicolons, or a line each. */
function codesIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((code) => code.trim())
    .filter(Boolean)
}
