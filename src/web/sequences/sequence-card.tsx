import type { Sequence } from '../../contract/sequences.ts'
import { Badge, Button, useWords } from '../ui/index.ts'
import { stepIcons } from './step-icon.ts'

interface SequenceCardProps {
  readonly sequence: Sequence
  readonly onEdit: (() => void) | undefined
  readonly onEnrol: (() => void) | undefined
  readonly onResults: () => void
}

/** A sequence at a glance: its steps in their order with the days between, and how many people are in it. */
export function SequenceCard({ sequence, onEdit, onEnrol, onResults }: SequenceCardProps) {
  const { t } = useWords()
  const { id, name, steps, running, ended, number, retired } = sequence
  return (
    <section aria-labelledby={id} className="card flex flex-col gap-3 p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="min-w-0 text-15 font-semibold wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
        {retired && <Badge>{t('sequences.retired')}</Badge>}
        {number > 1 && <span className="text-12 text-ink-2">{t('sequences.version', { number })}</span>}
        <span className="text-12 text-ink-2 tablet:ms-auto">
          {t('sequences.running', { count: running })} · {t('sequences.ended', { count: ended })}
        </span>
      </header>
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-2">
        {steps.map((step, place) => {
          const Glyph = stepIcons[step.kind]
          return (
            // Steps have no ids: their place is what they are.
            <li key={place} className="flex items-center gap-1.5">
              {(place > 0 || step.waitDays > 0) && (
                <span className="text-11 text-ink-3">{t('sequences.wait', { count: step.waitDays })}</span>
              )}
              <span className="flex items-center gap-1.5 rounded-2 border border-line px-2 py-1 text-12">
                <Glyph size={14} stroke={1.75} aria-hidden className="text-ink-2" />
                <bdi>{step.title}</bdi>
                {step.b && <Badge tone="accent">{t('sequences.ab')}</Badge>}
              </span>
            </li>
          )
        })}
      </ol>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onPress={onResults} aria-label={t('sequences.results-of', { name })}>
          {t('sequences.results')}
        </Button>
        {onEdit && (
          <Button variant="quiet" onPress={onEdit} aria-label={t('sequences.edit-of', { name })}>
            {t('sequences.edit')}
          </Button>
        )}
        {onEnrol && (
          <Button onPress={onEnrol} aria-label={t('sequences.start-of', { name })}>
            {t('sequences.start')}
          </Button>
        )}
      </div>
    </section>
  )
}
