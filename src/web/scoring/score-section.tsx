import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../deals/section.tsx'
import { Ago, Button, useFormats, useWords } from '../ui/index.ts'
import { ClassMark } from './class-mark.tsx'
import { ScoreSum } from './score-sum.tsx'
import { scoreQuery } from './scoring-query.ts'
import type { About } from './scoring-query.ts'

const fewParts = 5

/** How likely a customer is to buy, as a sum; of a deal also what was said when it was opened. */
export function ScoreSection({ about, name }: { about: About; name: string }) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const [showsAll, setShowsAll] = useState(false)
  const { data } = useQuery(scoreQuery(about))
  if (!data) return null
  const { now, atOpening, version } = data
  const hidden = now.parts.length - fewParts
  return (
    <Section title={t('scoring.title')} label={t('scoring.of', { name })} actions={<ClassMark value={now.class} />}>
      {now.chance !== null && <p className="text-15">{t('scoring.chance', { chance: percent(now.chance) })}</p>}
      {showsAll || hidden <= 1 ? (
        <ScoreSum parts={now.parts} total={now.points} />
      ) : (
        <>
          <ScoreSum parts={now.parts.slice(0, fewParts)} />
          <Button variant="quiet" onPress={() => setShowsAll(true)} className="self-start">
            {t('scoring.more', { count: hidden })}
          </Button>
        </>
      )}
      {atOpening && (
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          {atOpening.chance === null
            ? t('scoring.at-opening', { class: atOpening.class, points: number(atOpening.points) })
            : t('scoring.at-opening.chance', { class: atOpening.class, chance: percent(atOpening.chance) })}
          <Ago value={atOpening.scoredAt} />
        </p>
      )}
      <p className="text-12 text-ink-3">
        {version === null ? t('scoring.by.usual') : t(`scoring.by.${data.kind}`, { number: version })}
      </p>
    </Section>
  )
}
