import { useQuery } from '@tanstack/react-query'
import type { OutputOf } from '../../contract/endpoint.ts'
import { enrolPeople, previewEnrolment } from '../../contract/sequences.ts'
import { call } from '../api.ts'
import { useAct } from '../appointments/appointments-query.ts'
import { Notice, Skeleton, toast, useProblemWords, useWords } from '../ui/index.ts'
import type { Whom } from './whom.ts'

type Preview = OutputOf<typeof previewEnrolment>

/** Who would be taken, and who would be left out and why; asked as soon as it is known who is meant. */
export function usePreview(whom: Whom) {
  return useQuery({
    queryKey: ['enrolments', 'preview', whom],
    queryFn: async () => sumOf(await Promise.all(whom.map((body) => call(previewEnrolment, { body })))),
    enabled: whom.length > 0,
  })
}

function sumOf(previews: readonly Preview[]): Preview {
  const sum = (key: 'able' | 'alreadyIn' | 'optedOut') => previews.reduce((all, each) => all + each[key], 0)
  return {
    able: sum('able'),
    alreadyIn: sum('alreadyIn'),
    optedOut: sum('optedOut'),
    more: previews.some(({ more }) => more),
    leftOut: previews.flatMap(({ leftOut }) => leftOut).slice(0, mostNamed),
  }
}

const mostNamed = 20

export function useStart(whom: Whom, onDone: () => void) {
  const { t } = useWords()
  return useAct(
    async (sequenceId: string) => {
      let [started, drawn, left] = [0, 0, 0]
      for (const body of whom) {
        const one = await call(enrolPeople, { params: { id: sequenceId }, body })
        started += one.started
        drawn += one.drawn
        left += one.alreadyIn + one.optedOut
      }
      return { started, drawn, left }
    },
    (sum) => {
      onDone()
      toast({ text: t('sequences.started', sum) })
    },
    true,
  )
}

/** Says before anything is started with how many, and names whom it leaves out. */
export function PreviewLines({ found }: { found: ReturnType<typeof usePreview> }) {
  const { t } = useWords()
  const say = useProblemWords()
  if (found.isError) return <Notice tone="bad">{say(found.error)}</Notice>
  if (found.isPending) return found.isLoading && <Skeleton className="h-5 w-48" />
  const { able, alreadyIn, optedOut, leftOut, more } = found.data
  const left = alreadyIn + optedOut
  return (
    <div role="status" className="flex flex-col gap-1">
      <p className="font-medium">{t('sequences.preview.able', { count: able })}</p>
      {left > 0 && (
        <details>
          <summary className="w-fit cursor-default text-ink-2">{t('sequences.preview.left', { count: left })}</summary>
          <ul className="mt-1 flex max-h-48 flex-col gap-1 overflow-y-auto text-12">
            {leftOut.map(({ id, name, reason, sequence }) => (
              <li key={id} className="flex flex-wrap gap-x-2">
                <bdi className="font-medium">{name}</bdi>
                <span className="text-ink-2">
                  {reason === 'opted_out'
                    ? t('sequences.preview.opted-out')
                    : t('sequences.preview.already-in', { sequence: `\u2068${sequence ?? ''}\u2069` })}
                </span>
              </li>
            ))}
            {left > leftOut.length && (
              <li className="text-ink-3">{t('sequences.preview.others', { count: left - leftOut.length })}</li>
            )}
          </ul>
        </details>
      )}
      {more && <Notice tone="warn">{t('sequences.preview.more')}</Notice>}
    </div>
  )
}
