import type { Campaign } from '../../contract/campaigns.ts'
import { useFormats, useWords } from '../ui/index.ts'

/** From when to when, as far as it is said. */
export function Span({ campaign: { startsOn, endsOn }, lead = '' }: { campaign: Campaign; lead?: string }) {
  const { t } = useWords()
  const { day } = useFormats()
  if (startsOn === null && endsOn === null) return null
  const values = { from: startsOn && day(startsOn), until: endsOn && day(endsOn) }
  const known = startsOn && endsOn ? 'both' : startsOn ? 'from' : 'until'
  return (
    <>
      {lead}
      {t(`campaigns.span.${known}`, values)}
    </>
  )
}
