import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs'
import IconArchiveOff from '@tabler/icons-react/dist/esm/icons/IconArchiveOff.mjs'
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconStar from '@tabler/icons-react/dist/esm/icons/IconStar.mjs'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { changeProcess } from '../../contract/process.ts'
import type { ProcessSummary } from '../../contract/process.ts'
import type { RequestOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Card, IconButton, Menu, MenuItem, toast, useProblemWords, useWords } from '../ui/index.ts'
import { AddProcessDialog } from './add-process-dialog.tsx'
import { ProcessNameDialog } from './process-name-dialog.tsx'
import { useProcessChange, useProcessRefresh, useProcesses } from './process-query.ts'

type Naming = { readonly kind: 'rename' | 'copy'; readonly process: ProcessSummary }

/** The ways this company sells, side by side: which one new deals begin in, which are out of use, how many deals run in each. */
export function ProcessList({ shown }: { shown: string }) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const processes = useProcesses().data?.items ?? []
  const [isAdding, setAdding] = useState(false)
  const [naming, setNaming] = useState<Naming | null>(null)
  const inOrder = processes.toSorted(
    (one, other) =>
      Number(other.isDefault) - Number(one.isDefault) ||
      Number(one.retiredAt !== null) - Number(other.retiredAt !== null),
  )
  return (
    <Card
      title={t('processes.all')}
      className="print:hidden"
      actions={
        mayEdit && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setAdding(true)}>
            {t('processes.add')}
          </Button>
        )
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {inOrder.map((process) => (
          <ProcessRow key={process.id} process={process} isShown={process.id === shown} onName={setNaming} />
        ))}
      </ul>
      <AddProcessDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      {naming && <ProcessNameDialog {...naming} onClose={() => setNaming(null)} />}
    </Card>
  )
}

interface ProcessRowProps {
  readonly process: ProcessSummary
  readonly isShown: boolean
  readonly onName: (naming: Naming) => void
}

function ProcessRow({ process, isShown, onName }: ProcessRowProps) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const show = useProcessChange()
  return (
    <li className="flex min-h-11 items-center gap-2 py-1">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5">
        <button
          type="button"
          aria-current={isShown ? 'true' : undefined}
          onClick={() => show({ process: process.id, version: undefined, compare: undefined })}
          className="min-h-6 truncate rounded-1 font-medium text-accent hover:underline aria-[current]:text-ink aria-[current]:no-underline"
        >
          <bdi>{process.name}</bdi>
        </button>
        {process.isDefault && <Badge tone="accent">{t('processes.default')}</Badge>}
        {process.retiredAt !== null && <Badge>{t('processes.out-of-use')}</Badge>}
        {process.draftVersionId !== null && <Badge tone="warn">{t('codes.version_status.draft')}</Badge>}
      </div>
      <span className="shrink-0 text-12 text-ink-2">{t('processes.open-count', { count: process.openDeals })}</span>
      {mayEdit && <ProcessMenu process={process} onName={onName} />}
    </li>
  )
}

function ProcessMenu({ process, onName }: Omit<ProcessRowProps, 'isShown'>) {
  const { t } = useWords()
  const change = useProcessEdit(process)
  const isRetired = process.retiredAt !== null
  return (
    <Menu
      label={t('processes.acts', { name: process.name })}
      trigger={<IconButton icon={IconDots} label={t('processes.acts', { name: process.name })} />}
    >
      <MenuItem icon={IconPencil} onAction={() => onName({ kind: 'rename', process })}>
        {t('processes.rename')}
      </MenuItem>
      <MenuItem
        icon={IconCopy}
        isDisabled={process.publishedVersionId === null}
        onAction={() => onName({ kind: 'copy', process })}
      >
        {t('processes.copy')}
      </MenuItem>
      <MenuItem
        icon={IconStar}
        hint={t('processes.make-default.more')}
        isDisabled={process.isDefault || isRetired || process.publishedVersionId === null}
        onAction={() => change({ isDefault: true })}
      >
        {t('processes.make-default')}
      </MenuItem>
      {isRetired ? (
        <MenuItem icon={IconArchiveOff} onAction={() => change({ isRetired: false })}>
          {t('processes.take-back')}
        </MenuItem>
      ) : (
        <MenuItem
          icon={IconArchive}
          hint={t('processes.retire.more')}
          isDisabled={process.isDefault}
          onAction={() => change({ isRetired: true })}
        >
          {t('processes.retire')}
        </MenuItem>
      )}
    </Menu>
  )
}

/** Changes a process at once; retiring can be taken back from where it is said. */
function useProcessEdit({ id, name, version }: ProcessSummary) {
  const { t } = useWords()
  const say = useProblemWords()
  const refresh = useProcessRefresh()
  const edit = useMutation({
    mutationFn: ({ on, ...body }: RequestOf<typeof changeProcess>['body'] & { on: number }) =>
      call(changeProcess, { params: { id }, version: on, body }),
    onSettled: refresh,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (body: RequestOf<typeof changeProcess>['body']) =>
    edit.mutate(
      { ...body, on: version },
      {
        onSuccess: (changed) => {
          if (body.isDefault) toast({ text: t('processes.made-default', { name }) })
          if (body.isRetired)
            toast({
              text: t('processes.retired-now', { name }),
              onUndo: () => edit.mutate({ isRetired: false, on: changed.version }),
            })
        },
      },
    )
}
