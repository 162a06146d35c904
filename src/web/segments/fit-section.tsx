import { useQuery } from '@tanstack/react-query'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Judged } from '../../contract/segments.ts'
import { Section } from '../deals/section.tsx'
import { Badge, cx, useWords } from '../ui/index.ts'
import { useFilterWords } from '../views/filter-words.ts'
import { filterOf, fitQuery } from './segments-query.ts'
import type { About } from './segments-query.ts'

/** Whether a customer is in a target market, and why: nothing where no market judges such a one. */
export function FitSection({ about, name }: { about: About; name: string }) {
  const { t } = useWords()
  const { data } = useQuery(fitQuery(about))
  if (!data || data.fits === null) return null
  return (
    <Section
      title={t('segments.title')}
      label={t('segments.of', { name })}
      actions={<Badge tone={data.fits ? 'ok' : 'warn'}>{t(data.fits ? 'segments.inside' : 'segments.outside')}</Badge>}
    >
      <ul className="flex flex-col gap-3">
        {data.segments.map((judged) => (
          <JudgedMarket key={judged.segment.id} judged={judged} />
        ))}
      </ul>
    </Section>
  )
}

function JudgedMarket({ judged: { segment, rules, fits } }: { judged: Judged }) {
  const { t } = useWords()
  const say = useFilterWords(segment.kind, { and: rules.map(({ rule }) => filterOf(rule)) })
  return (
    <li className="flex flex-col gap-1">
      <span className={cx('font-medium', !fits && 'text-ink-2')}>
        <bdi>{segment.name}</bdi>
      </span>
      <ul className="flex flex-col gap-0.5">
        {rules.map(({ rule, met }, at) => {
          const Glyph = met ? IconCheck : IconX
          return (
            <li key={at} className="flex items-start gap-1.5 text-12 text-ink-2">
              <Glyph size={14} className={cx('mt-0.75 shrink-0', met ? 'text-ok' : 'text-bad')} />
              <span className="sr-only">{t(met ? 'segments.rule.met' : 'segments.rule.unmet')}</span>
              <span className="min-w-0">{say(filterOf(rule))}</span>
            </li>
          )
        })}
      </ul>
    </li>
  )
}
