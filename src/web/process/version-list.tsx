import IconArrowsExchange from '@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs'
import IconColumns2 from '@tabler/icons-react/dist/esm/icons/IconColumns2.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useState } from 'react'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Card, Day, IconButton, Menu, MenuItem, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column, Tone } from '../ui/index.ts'
import { MoveDealsDialog } from './move-deals-dialog.tsx'
import { useProcessChange } from './process-query.ts'

/** The versions there have been: running deals stay on the one they began with, or are moved. */
export function VersionList({ process, shown }: { process: ProcessDetail; shown: ProcessVersion }) {
  const { t } = useWords()
  const [moving, setMoving] = useState<ProcessVersion | null>(null)
  const columns = useColumns(process, shown, setMoving)
  return (
    <Card title={t('processes.versions')} className="print:hidden">
      <Table
        label={t('processes.versions')}
        columns={columns}
        rows={process.versions}
        rowKey={({ id }) => id}
        className="[&_table]:whitespace-nowrap"
      />
      <p className="text-12 text-ink-2">{t('processes.versions.note')}</p>
      {moving && <MoveDealsDialog process={process} from={moving} onClose={() => setMoving(null)} />}
    </Card>
  )
}

function useColumns(
  process: ProcessDetail,
  shown: ProcessVersion,
  onMove: (version: ProcessVersion) => void,
): Column<ProcessVersion>[] {
  const { t } = useWords()
  const { number } = useFormats()
  return [
    {
      key: 'number',
      title: t('processes.version'),
      isRowHeader: true,
      cell: (version) => <VersionLink version={version} isShown={version.id === shown.id} />,
    },
    {
      key: 'status',
      title: t('processes.state'),
      cell: ({ status }) => <Badge tone={tones[status]}>{t(`codes.version_status.${status}`)}</Badge>,
    },
    {
      key: 'published',
      title: t('processes.published'),
      cell: ({ publishedAt }) => (publishedAt ? <Day value={publishedAt} /> : '–'),
    },
    { key: 'by', title: t('processes.published-by'), cell: ({ publishedBy }) => <bdi>{publishedBy?.name ?? '–'}</bdi> },
    {
      key: 'retired',
      title: t('processes.retired'),
      cell: ({ retiredAt }) => (retiredAt ? <Day value={retiredAt} /> : '–'),
    },
    { key: 'stages', title: t('processes.stage-count'), isNumber: true, cell: ({ stages }) => number(stages.length) },
    { key: 'deals', title: t('processes.open-deals'), isNumber: true, cell: ({ openDeals }) => number(openDeals) },
    {
      key: 'acts',
      title: <span className="sr-only">{t('processes.version-acts')}</span>,
      staysLong: true,
      isNumber: true,
      cell: (version) => <VersionMenu process={process} version={version} shown={shown} onMove={onMove} />,
    },
  ]
}

function VersionLink({ version, isShown }: { version: ProcessVersion; isShown: boolean }) {
  const { t } = useWords()
  const change = useProcessChange()
  return (
    <button
      type="button"
      aria-current={isShown ? 'true' : undefined}
      onClick={() =>
        change({ version: version.status === 'published' ? undefined : version.number, compare: undefined })
      }
      className="min-h-6 rounded-1 font-medium text-accent hover:underline aria-[current]:text-ink aria-[current]:no-underline"
    >
      {t('processes.version-number', { number: version.number })}
    </button>
  )
}

interface VersionMenuProps {
  readonly process: ProcessDetail
  readonly version: ProcessVersion
  readonly shown: ProcessVersion
  readonly onMove: (version: ProcessVersion) => void
}

function VersionMenu({ process, version, shown, onMove }: VersionMenuProps) {
  const { t } = useWords()
  const change = useProcessChange()
  const mayEdit = useRight('process.edit')
  const name = t('processes.version-number', { number: version.number })
  // With itself nothing can be compared: then with the version before it, or behind it.
  const neighbour = process.versions.find(({ number }) => number < version.number) ?? process.versions[0]
  const other = version.id === shown.id ? neighbour : shown
  const isMovable = mayEdit && version.openDeals > 0 && version.status !== 'draft'
  if (process.versions.length < 2 && !isMovable) return null
  return (
    <Menu label={name} trigger={<IconButton icon={IconDots} label={t('processes.version-act', { version: name })} />}>
      {process.versions.length > 1 && other && other.id !== version.id && (
        <MenuItem icon={IconColumns2} onAction={() => change({ version: version.number, compare: other.number })}>
          {t('processes.compare.with', { number: other.number })}
        </MenuItem>
      )}
      {isMovable && (
        <MenuItem icon={IconArrowsExchange} hint={t('processes.move.hint')} onAction={() => onMove(version)}>
          {t('processes.move.begin', { count: version.openDeals })}
        </MenuItem>
      )}
    </Menu>
  )
}

const tones = { draft: 'accent', trial: 'warn', published: 'ok', retired: 'plain' } satisfies Record<
  ProcessVersion['status'],
  Tone
>
