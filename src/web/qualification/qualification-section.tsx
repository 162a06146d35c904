import { Suspense, lazy, useState } from 'react'
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs'
import IconCircleX from '@tabler/icons-react/dist/esm/icons/IconCircleX.mjs'
import IconHelpCircle from '@tabler/icons-react/dist/esm/icons/IconHelpCircle.mjs'
import type { Deal } from '../../contract/deals.ts'
import { qualificationAspects } from '../../contract/facts.ts'
import type { Aspect } from '../../contract/qualification.ts'
import { Section } from '../deals/section.tsx'
import { IconButton, useFormats, useShortcut, useWords } from '../ui/index.ts'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { withWords } from '../words/language.tsx'

const AspectDialog = lazy(() =>
  withWords(async () => ({ default: (await import('./aspect-dialog.tsx')).AspectDialog })),
)

/** Whether this is a deal: a need, the means, the say and a time, each with how it is known. */
export function QualificationSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const [edited, setEdited] = useState<Aspect | null>(null)
  const open = qualificationAspects.find((aspect) => deal.qualification[aspect] === null) ?? 'need'
  useShortcut({ keys: 'Q', label: t('qualification.title'), run: () => setEdited(open), isDisabled: !mayWork })
  return (
    <Section title={t('qualification.title')} label={t('qualification.of', { deal: deal.name })}>
      <ul className="flex flex-col">
        {qualificationAspects.map((aspect) => (
          <AspectLine key={aspect} deal={deal} aspect={aspect} onEdit={mayWork ? () => setEdited(aspect) : undefined} />
        ))}
      </ul>
      {edited && (
        <Suspense>
          <AspectDialog key={edited} deal={deal} aspect={edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </Section>
  )
}

const marks = {
  yes: { icon: IconCircleCheck, tone: 'text-ok' },
  no: { icon: IconCircleX, tone: 'text-bad' },
  unknown: { icon: IconHelpCircle, tone: 'text-warn' },
  none: { icon: IconCircleDashed, tone: 'text-ink-3' },
} as const

interface AspectLineProps {
  readonly deal: Deal
  readonly aspect: Aspect
  readonly onEdit: (() => void) | undefined
}

function AspectLine({ deal, aspect, onEdit }: AspectLineProps) {
  const { t } = useWords()
  const assessed = deal.qualification[aspect]
  const { icon: Mark, tone } = marks[assessed?.verdict ?? 'none']
  const name = t(`codes.aspect.${aspect}`)
  return (
    <li className="flex min-h-9 items-start gap-2 border-b border-line py-1.5 last:border-b-0">
      <Mark size={18} stroke={1.75} className={`mt-0.5 shrink-0 ${tone}`} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{name}</span>
          <span className="text-ink-2">
            {assessed ? t(`codes.verdict.${assessed.verdict}`) : t('qualification.not-yet')}
          </span>
          <Value deal={deal} aspect={aspect} />
        </p>
        {assessed && (
          <p className="text-12 text-ink-2">
            {t(`codes.known-by.${assessed.knownBy}`)}
            {' · '}
            {t('qualification.confidence.of', { confidence: t(`codes.confidence.${assessed.confidence}`) })}
          </p>
        )}
        {assessed?.words && (
          <p dir="auto" className="wrap-anywhere whitespace-pre-line text-ink-2">
            {assessed.words}
          </p>
        )}
      </div>
      {onEdit && <IconButton icon={IconPencil} label={t('qualification.edit', { aspect: name })} onPress={onEdit} />}
    </li>
  )
}

/** The range of the means, the days of the decision. */
function Value({ deal, aspect }: Pick<AspectLineProps, 'deal' | 'aspect'>) {
  const { money, day } = useFormats()
  const { means, time } = deal.qualification
  if (aspect === 'means' && means) {
    const currency = means.currency ?? deal.currency
    const ends = [means.lowMinor, means.highMinor].flatMap((minor) => (typeof minor === 'number' ? [minor] : []))
    if (ends.length > 0) return <bdi>{range(ends.map((minor) => money({ minor, currency })))}</bdi>
  }
  if (aspect === 'time' && time) {
    const days = [time.earliestOn, time.likelyOn, time.latestOn].flatMap((on) => (on ? [on] : []))
    if (days.length > 0) return <bdi>{range(days.map((on) => day(on)))}</bdi>
  }
  return null
}

/** Both ends, or the one there is. */
function range(ends: readonly string[]): string {
  return [...new Set(ends)].join(' – ')
}
