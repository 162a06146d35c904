import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Sequence } from '../../contract/sequences.ts'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import { Button, Checkbox, EmptyState, ErrorState, Loading, SegmentedControl, useWords } from '../ui/index.ts'
import { DueSteps } from './due-steps.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { ResultsDialog } from './results-dialog.tsx'
import { SequenceCard } from './sequence-card.tsx'
import { SequenceDialog } from './sequence-dialog.tsx'
import { useSequences } from './sequences-query.ts'

/** The steps that are due, and the sequences they come from. */
export function SequencesScreen() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const [shown, setShown] = useState<'due' | 'all'>('due')
  const [isAdding, setAdding] = useState(false)
  return (
    <Page
      title={t('shell.place.sequences')}
      views={
        <SegmentedControl
          label={t('sequences.shown')}
          options={[
            { value: 'due', label: t('sequences.due') },
            { value: 'all', label: t('sequences.all') },
          ]}
          value={shown}
          onChange={setShown}
        />
      }
      primary={
        mayEdit && (
          <Button variant="primary" icon={IconPlus} onPress={() => setAdding(true)}>
            {t('sequences.add')}
          </Button>
        )
      }
    >
      <div className="mx-auto max-w-200">{shown === 'due' ? <DueSteps /> : <Sequences mayEdit={mayEdit} />}</div>
      {isAdding && (
        <SequenceDialog
          sequence={null}
          onClose={() => {
            setAdding(false)
            setShown('all')
          }}
        />
      )}
    </Page>
  )
}

interface Opened {
  readonly part: 'edit' | 'enrol' | 'results'
  readonly sequence: Sequence
}

function Sequences({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useWords()
  const mayWork = useRight('deals.work')
  const [withRetired, setWithRetired] = useState(false)
  const [opened, setOpened] = useState<Opened | null>(null)
  const found = useSequences(withRetired)
  const close = () => setOpened(null)
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { items } = found.data
  return (
    <div className="flex flex-col gap-3">
      {items.length === 0 && <EmptyState>{t('sequences.none')}</EmptyState>}
      {items.map((sequence) => (
        <SequenceCard
          key={sequence.id}
          sequence={sequence}
          onEdit={mayEdit ? () => setOpened({ part: 'edit', sequence }) : undefined}
          onEnrol={mayWork && !sequence.retired ? () => setOpened({ part: 'enrol', sequence }) : undefined}
          onResults={() => setOpened({ part: 'results', sequence })}
        />
      ))}
      <Checkbox isSelected={withRetired} onChange={setWithRetired}>
        {t('sequences.with-retired')}
      </Checkbox>
      {opened?.part === 'edit' && <SequenceDialog sequence={opened.sequence} onClose={close} />}
      {opened?.part === 'enrol' && <EnrolDialog sequence={opened.sequence} onClose={close} />}
      {opened?.part === 'results' && <ResultsDialog sequence={opened.sequence} onClose={close} />}
    </div>
  )
}
