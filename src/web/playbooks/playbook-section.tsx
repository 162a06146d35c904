import { Suspense, lazy, useState } from 'react'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconMessageReport from '@tabler/icons-react/dist/esm/icons/IconMessageReport.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Deal } from '../../contract/deals.ts'
import type { Stage } from '../../contract/process.ts'
import type { Language } from '../../contract/primitives.ts'
import type { Translate } from '../../words/index.ts'
import { Section } from '../deals/section.tsx'
import { Button, useWords } from '../ui/index.ts'
import { withWords } from '../words/language.tsx'
import type { FeedbackPart } from './feedback-dialog.tsx'
import { QuestionList } from './question-list.tsx'
import { questionText } from './question-text.ts'

const FeedbackDialog = lazy(() =>
  withWords(async () => ({ default: (await import('./feedback-dialog.tsx')).FeedbackDialog })),
)

interface PlaybookSectionProps {
  readonly deal: Deal
  readonly stages: readonly Stage[]
  readonly mayWork: boolean
}

/** How the stage is worked that the deal is in: its questions, what to do and what not, its script. */
export function PlaybookSection({ deal, stages, mayWork }: PlaybookSectionProps) {
  const { t, language } = useWords()
  const [isTelling, setIsTelling] = useState(false)
  const stage = stages.find(({ id }) => id === deal.stage.id)
  if (!stage || isBare(stage)) return null
  const { playbook, script, purpose } = stage
  return (
    <Section
      title={t('playbooks.title', { stage: stage.name })}
      label={t('playbooks.of', { deal: deal.name })}
      actions={
        mayWork && (
          <Button variant="quiet" icon={IconMessageReport} onPress={() => setIsTelling(true)}>
            {t('playbooks.feedback.give')}
          </Button>
        )
      }
    >
      {purpose && (
        <p dir="auto" className="text-ink-2">
          {purpose}
        </p>
      )}
      {playbook.questions.length > 0 && <QuestionList deal={deal} stage={stage} mayWork={mayWork} />}
      <Rules title={t('playbooks.dos')} rules={playbook.dos} icon={IconCheck} tone="text-ok" />
      <Rules title={t('playbooks.donts')} rules={playbook.donts} icon={IconX} tone="text-bad" />
      {script && (
        <details>
          <summary className="cursor-pointer font-medium text-accent">{t('playbooks.script')}</summary>
          <p dir="auto" className="mt-1 rounded-3 bg-sunken p-3 whitespace-pre-line">
            {script}
          </p>
        </details>
      )}
      {isTelling && (
        <Suspense>
          <FeedbackDialog parts={partsOf(deal, stage, t, language)} onClose={() => setIsTelling(false)} />
        </Suspense>
      )}
    </Section>
  )
}

function isBare({ playbook: { questions, dos, donts }, script, purpose }: Stage): boolean {
  return questions.length + dos.length + donts.length === 0 && !script && !purpose
}

/** The stage, its script and each of its questions, as what somebody may find not to work. */
function partsOf(deal: Deal, stage: Stage, t: Translate, language: Language): FeedbackPart[] {
  const body = { processId: deal.processId, stage: stage.key, dealId: deal.id }
  return [
    {
      id: 'stage',
      label: t('playbooks.feedback.about.stage', { stage: stage.name }),
      body: { ...body, about: 'stage' },
    },
    ...(stage.script
      ? [{ id: 'script', label: t('playbooks.feedback.about.script'), body: { ...body, about: 'script' as const } }]
      : []),
    ...stage.playbook.questions.map((question) => ({
      id: `question ${question.key}`,
      label: questionText(question, language).text,
      body: { ...body, about: 'question' as const, question: question.key },
    })),
  ]
}

interface RulesProps {
  readonly title: string
  readonly rules: readonly string[]
  readonly icon: typeof IconCheck
  readonly tone: string
}

function Rules({ title, rules, icon: Glyph, tone }: RulesProps) {
  if (rules.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 text-12 font-medium text-ink-2">{title}</h3>
      <ul className="flex flex-col gap-1">
        {rules.map((rule) => (
          <li key={rule} className="flex items-start gap-2">
            <Glyph size={16} stroke={2} aria-hidden className={`mt-0.5 shrink-0 ${tone}`} />
            <span dir="auto" className="min-w-0 wrap-anywhere">
              {rule}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
