import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { addTeam, deleteTeam, renameTeam } from '../../contract/team.ts'
import type { Team } from '../../contract/team.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Button, Card, Dialog, Form, IconButton, Menu, MenuItem, TextField, toast, useWords } from '../ui/index.ts'
import { useTeamRefresh, useTeams } from './team-query.ts'

type Act = { readonly kind: 'add' } | { readonly kind: 'rename' | 'delete'; readonly team: Team }

export function TeamsCard() {
  const { t } = useWords()
  const mayManage = useRight('members.manage')
  const teams = useTeams()
  const [act, setAct] = useState<Act | null>(null)
  if (!mayManage && teams.length === 0) return null
  const close = () => setAct(null)
  return (
    <Card
      title={t('team.teams')}
      actions={
        mayManage && (
          <Button icon={IconPlus} onPress={() => setAct({ kind: 'add' })}>
            {t('team.teams.new')}
          </Button>
        )
      }
    >
      <p className="text-ink-2">{t(teams.length === 0 ? 'team.teams.empty' : 'team.teams.more')}</p>
      {teams.length > 0 && (
        <ul>
          {teams.map((team) => (
            <TeamRow key={team.id} team={team} onAct={mayManage ? setAct : null} />
          ))}
        </ul>
      )}
      {(act?.kind === 'add' || act?.kind === 'rename') && (
        <NameDialog team={act.kind === 'rename' ? act.team : null} onClose={close} />
      )}
      {act?.kind === 'delete' && <DeleteDialog team={act.team} onClose={close} />}
    </Card>
  )
}

function TeamRow({ team, onAct }: { team: Team; onAct: ((act: Act) => void) | null }) {
  const { t } = useWords()
  const label = t('team.more-for', { name: team.name })
  return (
    <li className="flex min-h-10 items-center gap-3 border-b border-line last:border-b-0">
      <span className="min-w-0 flex-1 truncate font-medium">
        <bdi>{team.name}</bdi>
      </span>
      <span className="text-ink-2">{t('team.teams.count', { count: team.memberCount })}</span>
      {onAct && (
        <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
          <MenuItem icon={IconPencil} onAction={() => onAct({ kind: 'rename', team })}>
            {t('team.teams.rename')}
          </MenuItem>
          <MenuItem icon={IconTrash} isDanger onAction={() => onAct({ kind: 'delete', team })}>
            {t('team.teams.delete')}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}

function NameDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { t } = useWords()
  const refresh = useTeamRefresh()
  const [name, setName] = useState(team?.name ?? '')
  const save = useMutation({
    mutationFn: () =>
      team
        ? call(renameTeam, { params: { id: team.id }, version: team.version, body: { name } })
        : call(addTeam, { body: { name } }),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
  })
  return (
    <Dialog
      title={team ? t('team.teams.rename-of', { name: team.name }) : t('team.teams.new')}
      isOpen
      onClose={onClose}
      size="small"
    >
      <Form
        onSubmit={() => save.mutate()}
        problem={save.error}
        actions={
          <>
            <Button onPress={onClose}>{t('settings.cancel')}</Button>
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t(team ? 'settings.save' : 'team.teams.add')}
            </Button>
          </>
        }
      >
        <TextField
          label={t('team.teams.name')}
          name="name"
          isRequired
          autoFocus
          maxLength={80}
          value={name}
          onChange={setName}
        />
      </Form>
    </Dialog>
  )
}

function DeleteDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useWords()
  const refresh = useTeamRefresh()
  const remove = useMutation({
    mutationFn: () => call(deleteTeam, { params: { id: team.id } }),
    onSuccess: async () => {
      await refresh()
      onClose()
      toast({ text: t('team.teams.deleted', { name: team.name }) })
    },
  })
  return (
    <Dialog title={t('team.teams.delete-of', { name: team.name })} isOpen onClose={onClose} size="small">
      <Form
        onSubmit={() => remove.mutate()}
        problem={remove.error}
        actions={
          <>
            <Button onPress={onClose}>{t('settings.cancel')}</Button>
            <Button type="submit" variant="danger" isPending={remove.isPending}>
              {t('team.teams.delete')}
            </Button>
          </>
        }
      >
        <p>{t('team.teams.delete.more', { count: team.memberCount })}</p>
      </Form>
    </Dialog>
  )
}
