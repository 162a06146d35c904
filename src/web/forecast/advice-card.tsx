import { Link } from '@tanstack/react-router'
import type { Advice } from '../../contract/coaching.ts'
import { useAddress } from '../shell/places.ts'
import { useProcesses } from '../process/process-query.ts'
import { PutOnList } from '../process/put-on-list.tsx'
import { useRight, useSession } from '../shell/session.ts'
import { Badge, Button, buttonClass, toast, useFormats, useWords } from '../ui/index.ts'
import { useAnswer } from './queries.ts'
import { useWholeMoney } from './whole-money.ts'

/** Where one does what is advised. */
const places = {
  gap_too_wide: 'forecast/expected',
  work_on_closing: 'answers',
  more_prospecting: 'prospects',
  less_prospecting: 'board',
  one_deal_carries: 'deals',
  let_go: 'board',
} as const

/** One advice: what to do, why, by which numbers; the action is one click away. */
export function AdviceCard({ advice }: { advice: Advice }) {
  const { t } = useWords()
  const { percent, number, day } = useFormats()
  const { workspace, member } = useSession()
  const address = useAddress()
  const mayEdit = useRight('process.edit')
  const answer = useAnswer(({ answer: said }) => toast({ text: t(`forecast.advice.said.${said ?? 'taken'}`) }))
  const { id, code, numbers, answer: said } = advice
  const whole = useWholeMoney(workspace.currency)
  const write = (minor = 0) => whole(minor)
  const values = {
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, number(value, 0)])),
    calls: Math.ceil(numbers['calls'] ?? 0),
    weeks: numbers['weeks'] ?? 0,
    share: percent(numbers['share'] ?? 0),
    peers: (numbers['peers'] ?? 0) > 0 ? 'peers' : 'own',
    ...(code === 'work_on_closing' ? { usual: percent(numbers['usual'] ?? 0) } : {}),
    ...(code === 'gap_too_wide' ? { gap: write(numbers['gap']), missing: write(numbers['missing']) } : {}),
  }
  const isOwn = advice.member.id === member.id
  const to = code === 'one_deal_carries' && advice.dealId ? `deals/${advice.dealId}` : places[code]
  return (
    <li className="flex flex-col gap-1.5 border-t border-line py-3 first:border-0 first:pt-0 last:pb-0">
      <h3 className="flex flex-wrap items-center gap-2 font-semibold">
        {t(`forecast.advice.${code}`, values)}
        {!isOwn && <Badge>{advice.member.name}</Badge>}
        {said === 'taken' && <Badge tone="ok">{t('forecast.advice.taken')}</Badge>}
      </h3>
      <p className="max-w-150 text-ink-2">{t(`forecast.advice.${code}.why`, values)}</p>
      <p className="text-12 text-ink-2">
        {t('forecast.advice.check', { on: day(advice.on), day: day(advice.checkOn) })}
      </p>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Link to={address(to)} className={buttonClass('plain')}>
          {t(`forecast.advice.${code}.do`)}
        </Link>
        {mayEdit && <PutAdvice advice={advice} title={t(`forecast.advice.${code}`, values)} />}
        {isOwn && said === null && (
          <>
            <Button onPress={() => answer.mutate({ id, answer: 'taken' })}>{t('forecast.advice.take')}</Button>
            <Button variant="quiet" onPress={() => answer.mutate({ id, answer: 'dismissed' })}>
              {t('forecast.advice.dismiss')}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

/** The advice on the list of what could be made better in the process that new deals begin in. */
function PutAdvice({ advice, title }: { advice: Advice; title: string }) {
  const process = useProcesses().data?.items.find(({ isDefault }) => isDefault)
  if (!process) return null
  return (
    <PutOnList
      process={process.id}
      title={title.slice(0, 120)}
      stage={null}
      from={{ from: 'advice', adviceId: advice.id }}
      isOf={(origin) => origin.from === 'advice' && origin.code === advice.code}
    />
  )
}
