import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useState } from 'react'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Card, Day, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column, Tone } from '../ui/index.ts'
import { AddProcessDialog } from './add-process-dialog.tsx'
import { useProcessChange } from './process-query.ts'

/** The versions there have been: running deals stay on the one they began with. */
export function VersionList({ process, shown }: { process: ProcessDetail; shown: ProcessVersion }) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const [isAdding, setAdding] = useState(false)
  const columns = useColumns(shown)
  return (
    <Card
      title={t('processes.versions')}
      actions={
        mayEdit && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setAdding(true)}>
            {t('processes.add')}
          </Button>
        )
      }
    >
      <Table label={t('processes.versions')} columns={columns} rows={process.versions} rowKey={({ id }) => id} />
      <p className="text-12 text-ink-2">{t('processes.versions.note')}</p>
      <AddProcessDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </Card>
  )
}

function useColumns(shown: ProcessVersion): Column<ProcessVersion>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const change = useProcessChange()
  return [
    {
      key: 'number',
      title: t('processes.version'),
      isRowHeader: true,
      cell: (version) => (
        <button
          type="button"
          aria-current={version.id === shown.id ? 'true' : undefined}
          onClick={() => change({ version: version.status === 'published' ? undefined : version.number })}
          className="min-h-6 rounded-1 font-medium text-accent hover:underline aria-[current]:text-ink aria-[current]:no-underline"
        >
          {t('processes.version-number', { number: version.number })}
        </button>
      ),
    },
    {
      key: 'status',
      title: t('processes.state'),
      cell: ({ status }) => <Badge tone={tones[status]}>{t(`codes.version_status.${status}`)}</Badge>,
    },
    {
      key: 'published',
      title: t('processes.published'),
      cell: ({ publishedAt }) => (publishedAt ? <Day value={publishedAt.slice(0, 10)} /> : '–'),
    },
    {
      key: 'retired',
      title: t('processes.retired'),
      cell: ({ retiredAt }) => (retiredAt ? <Day value={retiredAt.slice(0, 10)} /> : '–'),
    },
    { key: 'stages', title: t('processes.stage-count'), isNumber: true, cell: ({ stages }) => number(stages.length) },
    { key: 'deals', title: t('processes.open-deals'), isNumber: true, cell: ({ openDeals }) => number(openDeals) },
  ]
}

const tones = { draft: 'accent', published: 'ok', retired: 'plain' } satisfies Record<ProcessVersion['status'], Tone>
