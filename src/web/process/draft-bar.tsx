import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconArrowForwardUp from '@tabler/icons-react/dist/esm/icons/IconArrowForwardUp.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { useState } from 'react'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { Button, IconButton, Notice, useShortcut, useWords } from '../ui/index.ts'
import { DraftProblem } from './draft-problem.tsx'
import { ProblemList } from './draft-problems.tsx'
import type { Clash } from './merge-drafts.ts'
import { MapFromFile } from './map-from-file.tsx'
import { useProcessChange } from './process-query.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { isUnnamed } from './stage-edits.ts'
import type { Draft } from './use-draft.ts'

interface DraftBarProps {
  readonly process: ProcessDetail
  readonly version: ProcessVersion
  readonly draft: Draft
  readonly onOpenStage: (handle: string) => void
}

/** What a draft is, whether it is stored, what may be done with it, and what is still wrong. */
export function DraftBar({ process, version, draft, onOpenStage }: DraftBarProps) {
  const { t } = useWords()
  const change = useProcessChange()
  const [isPublishing, setPublishing] = useState(false)
  const { discard, edited, saved } = draft
  const published = process.versions.find(({ status }) => status === 'published')
  const problem = draft.problem ?? discard.error ?? draft.publish.error
  const isReady = !draft.isChanged && !draft.isSaving && saved.problems.length === 0
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="me-auto min-w-0">
          <h2 className="text-24 font-semibold tracking-tight">
            <bdi>{process.name}</bdi>
          </h2>
          <p className="text-ink-2">{t('processes.draft.lead', { number: version.number })}</p>
        </div>
        <Stored draft={draft} />
        <Steps draft={draft} />
        <MapFromFile draft={draft} />
        <Button
          variant="quiet"
          isPending={discard.isPending}
          onPress={() => discard.mutate(undefined, { onSuccess: () => change({ version: undefined }) })}
        >
          {t('processes.draft.discard')}
        </Button>
        {published && (
          <Button variant="primary" isDisabled={!isReady} onPress={() => setPublishing(true)}>
            {t('processes.draft.publish')}
          </Button>
        )}
      </div>
      {problem && <DraftProblem problem={problem} stages={edited.stages} />}
      {draft.clashes && <Merged clashes={draft.clashes} onClose={draft.forgetClashes} />}
      <ProblemList saved={saved} stages={edited.stages} onOpenStage={onOpenStage} />
      {published && (
        <PublishDialog
          isOpen={isPublishing}
          onClose={() => setPublishing(false)}
          process={process}
          published={published}
          draft={draft}
          version={version}
        />
      )}
    </header>
  )
}

/** Whether what is on the screen is stored: said without asking for anything. */
function Stored({ draft: { isSaving, isChanged, problem, edited } }: { draft: Draft }) {
  const { t } = useWords()
  const state = edited.stages.some(isUnnamed)
    ? 'unnamed'
    : problem
      ? 'refused-now'
      : isSaving || isChanged
        ? 'saving'
        : 'saved'
  return (
    <span role="status" className="flex items-center gap-1 text-12 text-ink-2">
      {state === 'saved' && <IconCheck size={14} className="text-ok" />}
      {t(`processes.draft.${state}`)}
    </span>
  )
}

function Steps({ draft: { undo, redo } }: { draft: Draft }) {
  const { t } = useWords()
  useShortcut({ keys: 'Mod+Z', label: t('processes.undo'), run: () => undo?.() })
  useShortcut({ keys: 'Mod+Y', label: t('processes.redo'), run: () => redo?.() })
  return (
    <span className="flex">
      <IconButton
        icon={IconArrowBackUp}
        label={t('processes.undo')}
        isDisabled={undo === null}
        onPress={() => undo?.()}
        className="rtl:-scale-x-100"
      />
      <IconButton
        icon={IconArrowForwardUp}
        label={t('processes.redo')}
        isDisabled={redo === null}
        onPress={() => redo?.()}
        className="rtl:-scale-x-100"
      />
    </span>
  )
}

/** Somebody else has changed the draft meanwhile: theirs is here too; where both changed the same, the own change stands. */
function Merged({ clashes, onClose }: { clashes: readonly Clash[]; onClose: () => void }) {
  const { t } = useWords()
  const fieldName = ({ field }: Clash) => (field === null ? '' : t(`processes.field.${field}`))
  return (
    <Notice
      tone={clashes.length > 0 ? 'warn' : 'plain'}
      action={<Button onPress={onClose}>{t('processes.merged.seen')}</Button>}
    >
      <p>{t(clashes.length > 0 ? 'processes.merged.clash' : 'processes.merged')}</p>
      {clashes.length > 0 && (
        <ul className="list-disc ps-5">
          {clashes.map((clash) => (
            <li key={`${clash.stage} ${clash.field ?? ''}`}>
              <bdi>{[clash.stage, fieldName(clash)].filter(Boolean).join(' – ')}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
