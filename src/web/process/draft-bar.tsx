import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { Problem } from '../api.ts'
import { Button, Notice, toast, useWords } from '../ui/index.ts'
import { DraftProblem } from './draft-problem.tsx'
import { useProcessChange } from './process-query.ts'
import { PublishDialog } from './publish-dialog.tsx'
import type { Draft } from './use-draft.ts'

interface DraftBarProps {
  readonly process: ProcessDetail
  readonly version: ProcessVersion
  readonly draft: Draft
}

/** What a draft is, what may be done with it, and why that was refused. */
export function DraftBar({ process, version, draft }: DraftBarProps) {
  const { t } = useWords()
  const change = useProcessChange()
  const { save, publish, discard, isChanged, edited } = draft
  const problem = publish.error ?? save.error ?? discard.error
  const toPublished = () => change({ version: undefined })
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="me-auto min-w-0">
          <h2 className="text-24 font-semibold tracking-tight">
            <bdi>{process.name}</bdi>
          </h2>
          <p className="text-ink-2">{t('processes.draft.lead', { number: version.number })}</p>
        </div>
        <Button
          variant="quiet"
          isPending={discard.isPending}
          onPress={() => discard.mutate(undefined, { onSuccess: toPublished })}
        >
          {t('processes.draft.discard')}
        </Button>
        <Button isDisabled={!isChanged} isPending={save.isPending} onPress={() => save.mutate()}>
          {t(isChanged ? 'processes.draft.save' : 'processes.draft.saved')}
        </Button>
        <Publish process={process} version={version} draft={draft} onPublished={toPublished} />
      </div>
      {problem && <DraftProblem problem={problem} stages={edited.stages} />}
      {problem instanceof Problem && problem.code === 'version_conflict' && <Stale />}
    </header>
  )
}

/** Somebody else has saved the draft meanwhile: theirs can be read, at the price of what is only on this screen. */
function Stale(): ReactNode {
  const { t } = useWords()
  const queries = useQueryClient()
  return (
    <Notice
      action={
        <Button onPress={() => void queries.resetQueries({ queryKey: ['processes'] })}>
          {t('processes.draft.reload')}
        </Button>
      }
    >
      {t('processes.draft.stale')}
    </Notice>
  )
}

function Publish({ process, version, draft, onPublished }: DraftBarProps & { readonly onPublished: () => void }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const published = process.versions.find(({ status }) => status === 'published')
  const publish = () =>
    draft.publish.mutate(undefined, {
      onSuccess: () => {
        toast({ text: t('processes.draft.published', { number: version.number }) })
        onPublished()
      },
      onSettled: () => setOpen(false),
    })
  if (!published) return null
  return (
    <>
      <Button variant="primary" onPress={() => setOpen(true)}>
        {t('processes.draft.publish')}
      </Button>
      <PublishDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        published={published}
        number={version.number}
        draft={draft.sent()}
        isPending={draft.publish.isPending}
        onPublish={publish}
      />
    </>
  )
}
