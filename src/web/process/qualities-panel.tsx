import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import type { ProcessDetail } from '../../contract/process.ts'
import { type ProcessQualities, type Quality, qualityLimits, showQualities } from '../../contract/process-qualities.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Badge, Button, ErrorState, Loading, buttonClass, useFormats, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { PutOnList } from './put-on-list.tsx'
import { useEditing } from './use-editing.ts'

type Told = ProcessQualities['qualities'][number]

/** How the process fares on the seven qualities: what each means, what is counted, and what to do about it. */
export function QualitiesPanel({ process }: { process: ProcessDetail }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { workspace } = useSession()
  const told = useQuery({
    queryKey: ['measurement', workspace.id, 'qualities', process.id],
    queryFn: () => call(showQualities, { query: { process: process.id } }),
  })
  if (told.isPending) return <Loading />
  if (told.isError) return <ErrorState error={told.error} onRetry={told.refetch} />
  return (
    <section aria-label={t('processes.view.qualities')} className="flex flex-col gap-4">
      <div>
        <p className="max-w-[70ch] text-pretty text-ink-2">{t('processes.qualities.lead')}</p>
        <p className="text-12 text-ink-2">{t('insights.as-of', { day: day(told.data.asOf) })}</p>
      </div>
      <ol className="grid gap-4 desktop:grid-cols-2">
        {told.data.qualities.map((quality) => (
          <QualityCard key={quality.quality} told={quality} process={process} />
        ))}
      </ol>
    </section>
  )
}

function QualityCard({ told, process }: { told: Told; process: ProcessDetail }) {
  const { t } = useWords()
  const { percent, number } = useFormats()
  const { quality, standing, measures, stages } = told
  const limits = { share: percent(qualityLimits.share), band: qualityLimits.band, least: qualityLimits.least }
  return (
    <li className="card flex break-inside-avoid flex-col gap-3 p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-15 font-semibold">{t(`processes.quality.${quality}`)}</h3>
        <Badge tone={tones[standing]}>{t('processes.quality.standing', { standing })}</Badge>
      </header>
      <p className="text-pretty text-ink-2">{t(`processes.quality.${quality}.means`)}</p>
      <ul className="flex flex-col gap-1.5">
        {measures.map(({ measure, count, of }) => (
          <li key={measure} className="flex items-baseline gap-3">
            <span className="w-14 shrink-0 text-end text-15 font-semibold">
              <bdi>{count === null ? '–' : of === null ? number(count, 1) : of === 0 ? '–' : percent(count / of)}</bdi>
            </span>
            <span>
              {t(`processes.measure.${measure}`, {
                count: count === null ? 0 : Math.round(count * 10) / 10,
                of: of ?? 0,
              })}
            </span>
          </li>
        ))}
      </ul>
      {stages.length > 0 && (
        <p className="text-12">
          {t('processes.quality.stages')} <bdi>{stages.join(' · ')}</bdi>
        </p>
      )}
      <footer className="mt-auto flex flex-col items-start gap-2 border-t border-line pt-3 text-12 text-ink-2">
        <p>{t(`processes.quality.${quality}.limit`, limits)}</p>
        {standing === 'falls_short' && (
          <>
            <p className="text-13 text-ink">{t(`processes.quality.${quality}.do`)}</p>
            <div className="flex flex-wrap gap-2 print:hidden">
              <Way quality={quality} process={process} />
              <PutOnList
                process={process.id}
                title={t('improvements.title.quality', { quality: t(`processes.quality.${quality}`) })}
                stage={null}
                from={{ from: 'quality', quality }}
                isOf={(origin) => origin.from === 'quality' && origin.quality.quality === quality}
              />
            </div>
          </>
        )}
      </footer>
    </li>
  )
}

/** Where the quality is made better. */
function Way({ quality, process }: { quality: Quality; process: ProcessDetail }) {
  const { t } = useWords()
  const address = useAddress()
  const mayEdit = useRight('process.edit')
  const { draft, edit, isPending } = useEditing(process)
  if (quality === 'measurable' || quality === 'predictable')
    return (
      <Link
        to={address(quality === 'measurable' ? 'board' : 'insights')}
        search={{ process: process.id }}
        className={buttonClass('plain')}
      >
        {t(quality === 'measurable' ? 'processes.quality.go.board' : 'processes.quality.go.insights')}
      </Link>
    )
  if (!mayEdit) return null
  return (
    <Button isPending={isPending} onPress={() => edit()}>
      {t(draft ? 'processes.continue-draft' : 'processes.edit')}
    </Button>
  )
}

const tones = { holds: 'ok', falls_short: 'warn', untold: 'plain' } as const satisfies Record<Told['standing'], Tone>
