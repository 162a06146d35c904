import type { Funnel } from '../../contract/measurement.ts'
import { Bars, stageColour, stageHue } from '../charts/index.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** How many deals came to each stage, in small; `stageCount` is of the whole process, care with it. */
export function FunnelBars({ stages, stageCount }: { stages: Funnel['stages']; stageCount: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <Bars
      label={t('insights.funnel')}
      nameTitle={t('insights.column.stage')}
      valueTitle={t('insights.funnel.reached')}
      bars={stages.map(({ key, name, reached, position }) => ({
        key,
        name,
        value: reached,
        text: number(reached),
        colour: stageColour(stageHue(position, stageCount)),
      }))}
    />
  )
}
