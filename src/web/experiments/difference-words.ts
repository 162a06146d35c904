import type { ExperimentReading } from '../../contract/experiment-reading.ts'
import { numberFormat } from '../../words/number-format.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { isolated, signedNumber } from '../../words/isolate.ts'
import { type Measured, measureValues } from './measure-words.ts'

/** Differences in deals of 100, which is how people count who never saw a percentage point. */
export function useDifferenceWords() {
  const { t, locale } = useWords()
  const { number, day } = useFormats()
  const signs = numberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  const signed = (share: number) => signedNumber(signs.format(share * 100))
  const plain = (share: number) => isolated(number(Math.abs(share) * 100))
  /** "−4 to +9"; empty where there are no limits. */
  const limits = ({ low, high }: { low: number | null; high: number | null }) =>
    low === null || high === null ? '' : t('experiments.limits', { low: signed(low), high: signed(high) })
  /** What an experiment says, in one sentence. */
  const sentence = ({ state, difference, readableOn }: ExperimentReading, measured: Measured): string => {
    const { measure, stage, days } = measureValues(measured)
    const { low, high } = difference ?? { low: null, high: null }
    const bounds = low === null || high === null ? null : { low, high }
    switch (state) {
      case 'not_followed':
        return t('experiments.say.not_followed', {
          on: readableOn === null ? null : isolated(day(readableOn)),
          days,
        })
      case 'better':
        return t('experiments.say.better', {
          low: plain(bounds?.low ?? 0),
          high: plain(bounds?.high ?? 0),
          measure,
          stage,
        })
      case 'worse':
        return t('experiments.say.worse', {
          low: plain(bounds?.high ?? 0),
          high: plain(bounds?.low ?? 0),
          measure,
          stage,
        })
      case 'too_early':
        return t('experiments.say.too_early', {
          low: plain(bounds?.low ?? 0),
          high: plain(bounds?.high ?? 0),
          measure,
          stage,
        })
      case 'no_difference':
        return t('experiments.say.no_difference', {
          low: signed(bounds?.low ?? 0),
          high: signed(bounds?.high ?? 0),
          measure,
          stage,
        })
      case 'no_deals':
      case 'too_few':
      case 'split_broken':
        return t(`experiments.say.${state}`, { measure, stage })
    }
  }
  return { signed, limits, sentence }
}
