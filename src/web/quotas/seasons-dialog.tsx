import { useState } from 'react'
import { FormDialog } from '../people/form-dialog.tsx'
import { NumberField, useWords } from '../ui/index.ts'
import { monthName } from './months.ts'
import type { NodeDialogProps } from './node-dialog.tsx'
import { useEdit } from './queries.ts'

/** How the year falls on its months, as weights; nobody's year changes. */
export function SeasonsDialog({ plan, onClose }: NodeDialogProps) {
  const { t, locale } = useWords()
  const [seasons, setSeasons] = useState<readonly number[]>(plan.seasons)
  const edit = useEdit(plan, onClose)
  return (
    <FormDialog
      title={t('quotas.seasons')}
      onSubmit={() => edit.mutate({ kind: 'set_seasons', seasons: [...seasons] })}
      problem={edit.error}
      isPending={edit.isPending}
      onClose={onClose}
    >
      <p className="text-ink-2">{t('quotas.seasons.about')}</p>
      <div className="grid grid-cols-3 gap-3 tablet:grid-cols-4">
        {seasons.map((weight, month) => (
          <NumberField
            // Months have no other name than their place.
            key={month}
            label={monthName(plan.startsOn, month, locale)}
            name={`month-${month}`}
            minValue={0}
            value={weight}
            onChange={(next) => setSeasons(seasons.with(month, next ?? 0))}
          />
        ))}
      </div>
    </FormDialog>
  )
}
