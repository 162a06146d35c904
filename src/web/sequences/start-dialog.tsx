import { useState } from 'react'
import { FormDialog } from '../people/form-dialog.tsx'
import { Notice, SelectField, useWords } from '../ui/index.ts'
import { useSequences } from './sequences-query.ts'
import { PreviewLines, usePreview, useStart } from './starting.tsx'
import type { Whom } from './whom.ts'

interface StartDialogProps {
  readonly whom: Whom
  readonly onStarted?: () => void
  readonly onClose: () => void
}

/** Chooses the sequence that those are started in whom one has chosen already. */
export function StartDialog({ whom, onStarted, onClose }: StartDialogProps) {
  const { t } = useWords()
  const sequences = useSequences()
  const options = (sequences.data?.items ?? []).map(({ id, name, steps }) => ({
    id,
    label: `${name} · ${t('sequences.steps', { count: steps.length })}`,
  }))
  const [chosen, setChosen] = useState<string | null>(null)
  const sequenceId = chosen ?? (options.length === 1 ? (options[0]?.id ?? null) : null)
  const preview = usePreview(whom)
  const start = useStart(whom, () => {
    onStarted?.()
    onClose()
  })
  return (
    <FormDialog
      title={t('sequences.start-some')}
      submit={t('sequences.start')}
      onSubmit={() => sequenceId && start.mutate(sequenceId)}
      problem={start.error}
      isPending={start.isPending}
      isDisabled={sequenceId === null || !preview.isSuccess || preview.data.able === 0}
      onClose={onClose}
    >
      {sequences.isSuccess && options.length === 0 && <Notice>{t('sequences.start.none')}</Notice>}
      {options.length > 0 && (
        <SelectField
          label={t('sequences.which')}
          name="sequenceId"
          options={options}
          value={sequenceId}
          onChange={setChosen}
        />
      )}
      <PreviewLines found={preview} />
    </FormDialog>
  )
}
