import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { chooseKpiOptions } from '../../contract/kpis.ts'
import type { KpiChoice, KpiOptions } from '../../contract/kpis.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useRight } from '../shell/session.ts'
import { Checkbox, Dialog, NumberField, toast, useFormats, useWords } from '../ui/index.ts'
import { useKpiChoices } from './query.ts'

interface OptionsDialogProps {
  readonly options: KpiOptions
  readonly onClose: () => void
}

/** What the definitions leave open. What is chosen holds from now on; a report of before keeps what held then. */
export function OptionsDialog({ options, onClose }: OptionsDialogProps) {
  const { t } = useWords()
  const mayChoose = useRight('process.edit')
  if (mayChoose) return <OptionsForm options={options} onClose={onClose} />
  return (
    <Dialog title={t('kpis.options.title')} isOpen onClose={onClose}>
      <p className="mb-3 text-ink-2">{t('kpis.options.managers')}</p>
      <Former />
    </Dialog>
  )
}

function OptionsForm({ options, onClose }: OptionsDialogProps) {
  const { t } = useWords()
  const [chosen, setChosen] = useState(options)
  const save = useSave(onClose)
  return (
    <FormDialog
      title={t('kpis.options.title')}
      onSubmit={() => save.mutate(chosen)}
      problem={save.error}
      isPending={save.isPending}
      onClose={onClose}
    >
      <p className="text-ink-2">{t('kpis.options.from-now')}</p>
      <Choices chosen={chosen} set={(more) => setChosen({ ...chosen, ...more })} />
      <Former />
    </FormDialog>
  )
}

interface ChoicesProps {
  readonly chosen: KpiOptions
  readonly set: (more: Partial<KpiOptions>) => void
}

function Choices({ chosen, set }: ChoicesProps) {
  const { t } = useWords()
  const { byDay, discountPercent } = chosen
  return (
    <>
      <NumberField
        label={t('kpis.options.by-day')}
        name="byDay"
        value={byDay}
        minValue={1}
        maxValue={3650}
        onChange={(days) => days !== null && set({ byDay: days })}
      />
      <Silence chosen={chosen} set={set} />
      <Lag chosen={chosen} set={set} />
      <NumberField
        label={t('kpis.options.discount')}
        name="discountPercent"
        value={discountPercent}
        minValue={0}
        maxValue={100}
        onChange={(percent) => percent !== null && set({ discountPercent: percent })}
      />
    </>
  )
}

/** When a customer counts as lost. */
function Silence({ chosen: { silentTimes, silentDays }, set }: ChoicesProps) {
  const { t } = useWords()
  return (
    <fieldset className="flex flex-col gap-2">
      <Checkbox isSelected={silentDays !== null} onChange={(isFixed) => set({ silentDays: isFixed ? 365 : null })}>
        {t('kpis.options.silent-fixed')}
      </Checkbox>
      {silentDays === null ? (
        <NumberField
          label={t('kpis.options.silent-times')}
          name="silentTimes"
          value={silentTimes}
          minValue={1}
          maxValue={10}
          step={0.5}
          onChange={(times) => times !== null && set({ silentTimes: times })}
        />
      ) : (
        <NumberField
          label={t('kpis.options.silent-days')}
          name="silentDays"
          value={silentDays}
          minValue={7}
          maxValue={3650}
          onChange={(days) => days !== null && set({ silentDays: days })}
        />
      )}
    </fieldset>
  )
}

/** How long before a win its costs are looked for. */
function Lag({ chosen: { lagDays }, set }: ChoicesProps) {
  const { t } = useWords()
  return (
    <fieldset className="flex flex-col gap-2">
      <Checkbox isSelected={lagDays !== null} onChange={(isFixed) => set({ lagDays: isFixed ? 30 : null })}>
        {t('kpis.options.lag-fixed')}
      </Checkbox>
      {lagDays !== null && (
        <NumberField
          label={t('kpis.options.lag-days')}
          name="lagDays"
          value={lagDays}
          minValue={0}
          maxValue={1825}
          onChange={(days) => days !== null && set({ lagDays: days })}
        />
      )}
    </fieldset>
  )
}

/** Who chose when. */
function Former() {
  const { t } = useWords()
  const choices = useKpiChoices()
  if (!choices.data || choices.data.items.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-12 font-medium text-ink-2">{t('kpis.options.former')}</h3>
      <ul className="flex flex-col gap-1 text-12 text-ink-2">
        {choices.data.items.slice(0, 5).map((choice) => (
          <FormerChoice key={choice.id} choice={choice} />
        ))}
      </ul>
    </section>
  )
}

function FormerChoice({ choice: { options, recordedAt, recordedBy } }: { choice: KpiChoice }) {
  const { t } = useWords()
  const { instant, number } = useFormats()
  return (
    <li>
      {t('kpis.options.choice', {
        at: instant(recordedAt),
        who: recordedBy ?? t('kpis.options.a-key'),
        byDay: number(options.byDay),
        silent: options.silentDays === null ? 'times' : 'days',
        times: number(options.silentTimes),
        silentDays: number(options.silentDays ?? 0),
      })}
    </li>
  )
}

function useSave(onClose: () => void) {
  const { t } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: KpiOptions) => call(chooseKpiOptions, { body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['measurement'] })
      toast({ text: t('kpis.options.saved') })
      onClose()
    },
  })
}
