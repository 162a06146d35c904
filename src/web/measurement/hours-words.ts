import { channels } from '../../contract/process.ts'
import { type HoursNumber, type WorkKind, workGroups } from '../../contract/hours.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** Kinds of work, groups of them, and hours, as text. */
export function useHoursWords() {
  const { t } = useWords()
  const { number } = useFormats()
  const kind = (of: WorkKind) =>
    channels.some((each) => each === of) ? t(`codes.channel.${of}`) : t(`insights.hours.kind.${of}`)
  return {
    kind,
    hours: (hours: number) => t('insights.hours.h', { hours: number(hours) }),
    named: (of: HoursNumber) => {
      if (of === 'all') return t('insights.hours')
      if (of === 'selling') return t('insights.hours.selling')
      if (of === 'without_deal') return t('insights.hours.without-deal')
      return workGroups.some((each) => each === of) ? t(`insights.hours.group.${of}`) : kind(of as WorkKind)
    },
  }
}
