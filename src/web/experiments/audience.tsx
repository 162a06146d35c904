import type { Experiment } from '../../contract/experiments.ts'
import { Card, useFormats, useWords } from '../ui/index.ts'
import { useAudience } from './experiments-query.ts'
import { Fact } from './plan-words.tsx'

/** Which deals are in it, how chance divides them, and what counts. */
export function Audience({ experiment }: { experiment: Experiment }) {
  const { t, locale } = useWords()
  const { percent, number } = useFormats()
  const { sources, teams, members } = useAudience()
  const names = (ids: readonly string[], items: readonly { readonly id: string; readonly name: string }[]) =>
    new Intl.ListFormat(locale).format(ids.map((id) => items.find((item) => item.id === id)?.name ?? '…'))
  const chosen = [
    ['sourceIds', sources, experiment.sourceIds],
    ['teamIds', teams, experiment.teamIds],
    ['ownerIds', members, experiment.ownerIds],
  ] as const
  return (
    <Card title={t('experiments.whom-and-what')}>
      <dl className="grid gap-x-8 gap-y-3 tablet:grid-cols-2">
        <Fact name={t('experiments.field.unit')}>{t(`experiments.unit.${experiment.unit}`)}</Fact>
        <Fact name={t('experiments.field.share')}>{percent(experiment.changedPercent / 100)}</Fact>
        {chosen.map(([name, items, ids]) =>
          ids === null && name !== 'sourceIds' ? null : (
            <Fact key={name} name={t(`experiments.field.${name}`)}>
              {ids === null ? t(`experiments.field.${name}.all`) : names(ids, items)}
            </Fact>
          ),
        )}
        <Fact name={t('experiments.field.measure')}>
          {experiment.measureStage
            ? t('experiments.measured.stage', { stage: experiment.measureStage.name })
            : t(`experiments.measure.${experiment.measure}`)}
        </Fact>
        <Fact name={t('experiments.field.horizon', { measure: experiment.measure })}>
          {t('insights.days', { days: experiment.horizonDays })}
        </Fact>
        <Fact name={t('experiments.field.effect', { measure: experiment.measure })}>
          {number(experiment.smallestEffect)}
        </Fact>
      </dl>
    </Card>
  )
}
