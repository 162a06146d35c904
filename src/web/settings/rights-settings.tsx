import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { may, permissions, rightsOverAll, roles } from '../../contract/permissions.ts'
import type { Permission, Role } from '../../contract/permissions.ts'
import { Card, Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'

/** What each role may do: the table that the server decides by, in words. */
export function RightsSettings() {
  const { t } = useWords()
  return (
    <>
      <Card title={t('settings.roles')}>
        <dl className="grid gap-x-6 gap-y-2 tablet:grid-cols-[max-content_minmax(0,1fr)]">
          {roles.map((role) => (
            <div key={role} className="contents">
              <dt className="font-medium">{t(`codes.role.${role}`)}</dt>
              <dd className="text-ink-2">{t(`settings.roles.${role}`)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={t('settings.part.roles')}>
        <p className="text-ink-2">{t('team.rights.more')}</p>
        <Table label={t('settings.part.roles')} columns={useColumns()} rows={permissions} rowKey={(right) => right} />
      </Card>
    </>
  )
}

function useColumns(): Column<Permission>[] {
  const { t } = useWords()
  return [
    { key: 'right', title: t('team.rights.right'), isRowHeader: true, cell: (right) => <RightName right={right} /> },
    ...roles.map((role) => ({
      key: role,
      title: t(`codes.role.${role}`),
      cell: (right: Permission) => <Mark role={role} right={right} />,
    })),
  ]
}

function RightName({ right }: { right: Permission }) {
  const { t } = useWords()
  return (
    <span className="block min-w-36">
      {t(`team.right.${right}`)}
      {rightsOverAll.includes(right) && (
        <span className="block text-12 font-normal text-ink-3">{t('team.rights.over-all')}</span>
      )}
    </span>
  )
}

function Mark({ role, right }: { role: Role; right: Permission }) {
  const { t } = useWords()
  if (!may(role, right))
    return (
      <span className="text-ink-3">
        <span aria-hidden>·</span>
        <span className="sr-only">{t('team.rights.no')}</span>
      </span>
    )
  return (
    <span className="text-ok">
      <IconCheck aria-hidden size={16} stroke={2.25} />
      <span className="sr-only">{t('team.rights.yes')}</span>
    </span>
  )
}
