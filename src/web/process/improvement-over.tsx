import { Link } from '@tanstack/react-router'
import type { Improvement, ImprovementRun } from '../../contract/improvements.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { ImprovementMenu } from './improvement-menu.tsx'
import { ImprovementReadingPart, useFigureName } from './improvement-reading.tsx'
import { ImprovementWords } from './improvement-words.tsx'
import { useImprovementActs } from './improvements-query.ts'
import { useProcessSearch, useProcessSearchWith } from './process-query.ts'

interface OverProps {
  readonly process: ProcessDetail
  readonly improvement: Improvement
}

/** One that was done or dropped: what came of it, and all that was measured where it is opened. */
export function ImprovementOver({ process, improvement }: OverProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const address = useAddress()
  const mayEdit = useRight('process.edit')
  const isOpen = useProcessSearch().improvement === improvement.id
  const searchWith = useProcessSearchWith()
  const { takeUp } = useImprovementActs()
  const { id, title: name, run } = improvement
  const again = {
    onSuccess: () => void toast({ text: t('improvements.taken-up', { name }) }),
    onError: (error: unknown) => void toast({ text: say(error), tone: 'bad' }),
  }
  return (
    <article className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <ImprovementWords improvement={improvement} />
          {run ? <RunWords improvement={improvement} run={run} /> : <Badge>{t('improvements.is-dropped')}</Badge>}
        </div>
        <span className="ms-auto flex flex-wrap items-center gap-1 print:hidden">
          {run && (
            <Link
              to={address('process')}
              search={searchWith({ improvement: isOpen ? undefined : id, as_of: undefined, known_at: undefined })}
              resetScroll={false}
              aria-expanded={isOpen}
              className="px-2 text-accent hover:underline"
            >
              {t('experiments.before-after')}
              <span className="sr-only"> {name}</span>
            </Link>
          )}
          {mayEdit && <Button onPress={() => takeUp.mutate({ id }, again)}>{t('improvements.take-up')}</Button>}
          {mayEdit && <ImprovementMenu process={process} improvement={improvement} />}
        </span>
      </div>
      {isOpen && <ImprovementReadingPart improvement={improvement} />}
      {isOpen && <FormerRuns improvement={improvement} />}
    </article>
  )
}

/** What was made of it before it was taken up again. */
export function FormerRuns({ improvement }: Pick<OverProps, 'improvement'>) {
  const { t } = useWords()
  const { former } = improvement
  if (former.length === 0) return null
  return (
    <section className="border-t border-line pt-3">
      <h4 className="font-semibold">{t('improvements.former')}</h4>
      {former.map((run) => (
        <RunWords key={run.startedAt} improvement={improvement} run={run} />
      ))}
    </section>
  )
}

function RunWords({ improvement, run }: Pick<OverProps, 'improvement'> & { run: ImprovementRun }) {
  const { t } = useWords()
  const { instant } = useFormats()
  const figure = useFigureName(improvement, run)
  const { outcome, remark, startedAt, startedBy, finishedAt, finishedBy } = run
  return (
    <div className="flex flex-col gap-1 pt-1">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-ink-2">
        <Badge tone={outcome ? tones[outcome] : 'plain'}>
          {t(outcome ? `improvements.outcome.${outcome}` : 'improvements.is-dropped')}
        </Badge>
        <span>
          {[
            figure,
            t('improvements.begun', { day: instant(startedAt), who: startedBy }),
            ...(finishedAt ? [t('improvements.ended', { day: instant(finishedAt), who: finishedBy })] : []),
          ].join(' · ')}
        </span>
      </p>
      {remark !== '' && (
        <p className="max-w-[70ch] text-pretty wrap-anywhere whitespace-pre-line">
          <bdi>{remark}</bdi>
        </p>
      )}
    </div>
  )
}

const tones = {
  helped: 'ok',
  no_difference: 'plain',
  made_worse: 'bad',
  cannot_be_told: 'plain',
} as const satisfies Record<NonNullable<ImprovementRun['outcome']>, Tone>
