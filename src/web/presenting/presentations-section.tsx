import { Suspense, lazy, useState } from 'react'
import IconGift from '@tabler/icons-react/dist/esm/icons/IconGift.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Deal } from '../../contract/deals.ts'
import type { Presentation, Trial } from '../../contract/presenting.ts'
import { Section } from '../deals/section.tsx'
import { Ago, Badge, Button, useFormats, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import { usePresentations, useTrials } from './presenting-read.ts'

const PresentationDialog = lazy(() =>
  withWords(async () => ({ default: (await import('./presentation-dialog.tsx')).PresentationDialog })),
)
const TrialDialog = lazy(() => withWords(async () => ({ default: (await import('./trial-dialog.tsx')).TrialDialog })))
const EndTrialDialog = lazy(() =>
  withWords(async () => ({ default: (await import('./end-trial-dialog.tsx')).EndTrialDialog })),
)

/** What was shown to the buyer, how each of them took it, and what they try before they buy. */
export function PresentationsSection({ deal, mayWork }: { deal: Deal; mayWork: boolean }) {
  const { t } = useWords()
  const [open, setOpen] = useState<'presentation' | 'trial' | Trial | null>(null)
  const log = () => setOpen('presentation')
  const presentations = usePresentations(deal.id).data?.items ?? []
  const trials = useTrials(deal.id).data?.items ?? []
  const isEmpty = presentations.length + trials.length === 0
  if (isEmpty && !mayWork) return null
  const close = () => setOpen(null)
  return (
    <Section title={t('presenting.title')} label={t('presenting.of', { deal: deal.name })}>
      {isEmpty && <p className="text-ink-3">{t('presenting.none')}</p>}
      {!isEmpty && (
        <ul className="flex flex-col">
          {trials.map((trial) => (
            <TrialLine key={trial.id} trial={trial} onOpen={mayWork ? () => setOpen(trial) : undefined} />
          ))}
          {presentations.map((each) => (
            <PresentationLine key={each.id} presentation={each} />
          ))}
        </ul>
      )}
      {mayWork && (
        <div className="-ms-3 flex flex-wrap">
          <Button variant="quiet" icon={IconPlus} onPress={log}>
            {t('presenting.presentation.log')}
          </Button>
          <Button variant="quiet" icon={IconGift} onPress={() => setOpen('trial')}>
            {t('presenting.trial.start')}
          </Button>
        </div>
      )}
      {open && (
        <Suspense>
          {open === 'presentation' && <PresentationDialog deal={deal} onClose={close} />}
          {open === 'trial' && <TrialDialog deal={deal} onClose={close} />}
          {typeof open === 'object' && <EndTrialDialog deal={deal} trial={open} onClose={close} />}
        </Suspense>
      )}
    </Section>
  )
}

const outcomeTones = { convinced: 'ok', undecided: 'warn', not_convinced: 'bad' } as const

function TrialLine({ trial, onOpen }: { trial: Trial; onOpen: (() => void) | undefined }) {
  const { t } = useWords()
  const { day, money } = useFormats()
  const { kind, what, product, person, startsOn, endsOn, remindOn, costMinor, currency, use, outcome, feedback } = trial
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{t(`codes.trial-kind.${kind}`)}</span>
          <bdi className="wrap-anywhere">{what}</bdi>
          {outcome && <Badge tone={outcomeTones[outcome]}>{t(`codes.trial-outcome.${outcome}`)}</Badge>}
        </p>
        {feedback && (
          <p dir="auto" className="wrap-anywhere whitespace-pre-line text-ink-2">
            {feedback}
          </p>
        )}
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <bdi>{endsOn ? `${day(startsOn)} – ${day(endsOn)}` : day(startsOn)}</bdi>
          {product && <bdi>{product.name}</bdi>}
          {person && <bdi>{person.name}</bdi>}
          {use && <span>{t(`codes.trial-use.${use}`)}</span>}
          {costMinor !== null && <bdi>{money({ minor: costMinor, currency })}</bdi>}
          {remindOn && outcome === null && <span>{t('presenting.trial.asked-on', { on: day(remindOn) })}</span>}
        </p>
      </div>
      {onOpen && outcome === null && (
        <Button onPress={onOpen} aria-label={t('presenting.trial.how-of', { what })}>
          {t('presenting.trial.how')}
        </Button>
      )}
    </li>
  )
}

const reactionTones: Readonly<Record<string, Tone>> = { keen: 'ok', open: 'plain', doubtful: 'warn', against: 'bad' }

function PresentationLine({ presentation: { topic, heldAt, minutes, people } }: { presentation: Presentation }) {
  const { t } = useWords()
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{t('presenting.presentation')}</span>
        {topic && <bdi className="wrap-anywhere">{topic}</bdi>}
      </p>
      <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
        <Ago value={heldAt} />
        {minutes !== null && <span>{t('presenting.minutes', { minutes })}</span>}
      </p>
      {people.length > 0 && (
        <ul className="mt-1 flex flex-col gap-1">
          {people.map(({ person, reaction, asked }) => (
            <li key={person.id} className="flex flex-wrap items-baseline gap-x-2">
              <bdi>{person.name}</bdi>
              {reaction && <Badge tone={reactionTones[reaction] ?? 'plain'}>{t(`codes.reaction.${reaction}`)}</Badge>}
              {asked && (
                <span dir="auto" className="wrap-anywhere text-ink-2">
                  {asked}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
