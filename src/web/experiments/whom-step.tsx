import { useState } from 'react'
import { Checkbox, RadioCards, SegmentedControl, Switch, useFormats, useWords } from '../ui/index.ts'
import { useAudience } from './experiments-query.ts'
import type { StepProps } from './new-experiment-screen.tsx'

const shares = ['50', '40', '30', '20', '10'] as const

/** Which deals are in it, and how chance divides them. A business of one is asked nothing about teams. */
export function WhomStep({ wanted, onChange }: StepProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const { sources, teams, members } = useAudience()
  return (
    <>
      {members.length > 1 && (
        <RadioCards
          label={t('experiments.field.unit')}
          options={(['deal', 'seller'] as const).map((value) => ({
            value,
            title: t(`experiments.unit.${value}`),
            description: t(`experiments.unit.${value}.why`),
          }))}
          value={wanted.unit}
          onChange={(unit) => onChange({ unit, ...(unit === 'seller' ? { bySource: false } : {}) })}
        />
      )}
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium text-ink-2" aria-hidden>
          {t('experiments.field.share')}
        </span>
        <div>
          <SegmentedControl
            label={t('experiments.field.share')}
            options={shares.map((value) => ({ value, label: percent(Number(value) / 100) }))}
            value={shares.find((value) => Number(value) === wanted.changedPercent) ?? '50'}
            onChange={(value) => onChange({ changedPercent: Number(value) })}
          />
        </div>
        <p className="text-12 text-ink-2">{t('experiments.field.share.why')}</p>
      </div>
      <Among name="sourceIds" items={sources} {...{ wanted, onChange }} />
      {sources.length > 1 && wanted.unit === 'deal' && (
        <Switch isSelected={wanted.bySource} onChange={(bySource) => onChange({ bySource })}>
          {t('experiments.field.by-source')}
        </Switch>
      )}
      {members.length > 1 && <Among name="teamIds" items={teams} {...{ wanted, onChange }} />}
      {members.length > 1 && <Among name="ownerIds" items={members} {...{ wanted, onChange }} />}
    </>
  )
}

interface AmongProps extends StepProps {
  readonly name: 'sourceIds' | 'teamIds' | 'ownerIds'
  readonly items: readonly { readonly id: string; readonly name: string }[]
}

/** All of them, or some that are named. */
function Among({ name, items, wanted, onChange }: AmongProps) {
  const { t } = useWords()
  const chosen = wanted[name]
  const [isOpen, setIsOpen] = useState(chosen !== null)
  if (items.length < 2) return null
  const choose = (ids: readonly string[]) => onChange({ [name]: ids.length === 0 ? null : [...ids] })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">{t(`experiments.field.${name}`)}</legend>
      <Switch
        isSelected={!isOpen}
        onChange={(isAll) => {
          setIsOpen(!isAll)
          if (isAll) choose([])
        }}
      >
        {t(`experiments.field.${name}.all`)}
      </Switch>
      {isOpen && (
        <div className="grid max-h-48 gap-x-4 gap-y-1 overflow-y-auto ps-1 tablet:grid-cols-2">
          {items.map((item) => (
            <Checkbox
              key={item.id}
              isSelected={chosen?.includes(item.id) ?? false}
              onChange={(isChosen) =>
                choose(isChosen ? [...(chosen ?? []), item.id] : (chosen ?? []).filter((id) => id !== item.id))
              }
            >
              <bdi>{item.name}</bdi>
            </Checkbox>
          ))}
        </div>
      )}
    </fieldset>
  )
}
