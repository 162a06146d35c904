import type { Need } from '../../contract/today.ts'
import { useSession } from '../shell/session.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** What the worth of something to do was made of: value, chance, urgency. */
export function Why({ need: { worth, deal } }: { need: Need }) {
  const { t } = useWords()
  const { percent } = useFormats()
  const value = useValue(worth, deal?.currency)
  const { chance, urgency } = worth
  const stage = deal ? `\u2068${deal.stage.name}\u2069` : null
  const parts = [
    value,
    chance !== null && stage !== null ? t('today.why.chance', { chance: percent(chance), stage }) : null,
    urgency > 1 ? t('today.why.urgency', { urgency: Math.round(urgency * 10) / 10 }) : null,
  ]
  return <span>{parts.filter((part) => part !== null).join(' · ')}</span>
}

/** The value it was counted with, where that is not the amount that stands there already. */
function useValue({ valueMinor, isUsualValue }: Need['worth'], currency: string | undefined): string | null {
  const { t } = useWords()
  const { money } = useFormats()
  const { workspace } = useSession()
  if (valueMinor === null || (!isUsualValue && currency === workspace.currency)) return null
  const value = money({ minor: valueMinor, currency: workspace.currency }, 'compact')
  return isUsualValue ? t('today.why.usual', { value }) : value
}
