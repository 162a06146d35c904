import { useQuery } from '@tanstack/react-query'
import { listTemplates } from '../../contract/process.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { Wheel, WheelCentre, stageHue } from '../charts/index.ts'
import { Button, ErrorState, Form, Loading, Notice, RadioCards, useProblemWords, useWords } from '../ui/index.ts'
import { StepHeading } from './step-marks.tsx'

interface ProcessStepProps {
  /** The template's key. */
  readonly chosen: string
  readonly onChoose: (key: string) => void
  readonly problem: unknown
  readonly isPending: boolean
  readonly onBack: () => void
  readonly onFinish: () => void
}

type Template = OutputOf<typeof listTemplates>['items'][number]

export function ProcessStep({ chosen, onChoose, problem, isPending, onBack, onFinish }: ProcessStepProps) {
  const { t, language } = useWords()
  const say = useProblemWords()
  const templates = useQuery({
    queryKey: ['templates', language],
    staleTime: Infinity,
    queryFn: () => call(listTemplates, { query: { language } }),
  })
  if (templates.isPending) return <Loading />
  if (templates.isError) return <ErrorState error={templates.error} onRetry={templates.refetch} />
  const template = templates.data.items.find(({ key }) => key === chosen)
  return (
    <>
      <StepHeading title={t('access.process.title')}>{t('access.process.more')}</StepHeading>
      <Form onSubmit={onFinish}>
        <div className="grid items-start gap-6 desktop:grid-cols-[22rem_minmax(0,1fr)]">
          <RadioCards
            label={t('access.process.choice')}
            hideLabel
            value={chosen}
            onChange={onChoose}
            options={templates.data.items.map(({ key, name, description }) => ({
              value: key,
              title: name,
              description,
            }))}
          />
          {/* Beside the long list the wheel and the way on stay in sight; on a phone the wheel comes first, the way on last. */}
          <div className="contents desktop:sticky desktop:top-6 desktop:flex desktop:flex-col desktop:gap-4">
            {template && <TemplateWheel template={template} />}
            {problem !== null && <Notice tone="bad">{say(problem)}</Notice>}
            <div className="flex justify-end gap-2">
              <Button variant="quiet" onPress={onBack}>
                {t('access.back')}
              </Button>
              <Button type="submit" variant="primary" isPending={isPending}>
                {t('access.process.finish')}
              </Button>
            </div>
          </div>
        </div>
      </Form>
    </>
  )
}

function TemplateWheel({ template: { name, stages } }: { template: Template }) {
  const { t } = useWords()
  return (
    <div className="card order-first p-4 desktop:order-none desktop:p-6">
      <Wheel
        label={name}
        isPlan
        stages={stages.map((stage, index) => ({
          key: stage.key,
          name: stage.name,
          count: 0,
          medianDays: null,
          hue: stageHue(index, stages.length),
        }))}
        centre={
          <WheelCentre
            figure={<bdi>{stages.length}</bdi>}
            unit={t('access.process.stages', { count: stages.length })}
          />
        }
      />
    </div>
  )
}
