import { type HoursFigure, leastToAutomate } from '../../contract/hours.ts'
import { useFormats, useWords } from '../ui/index.ts'
import { useHoursWords } from './hours-words.ts'
import { range } from '../../words/isolate.ts'
import { type Give, GiveLink } from './lacks.tsx'
import { ListedLink } from './listed.tsx'

type Kind = HoursFigure['automatable'][number]['kind']

/** Where Rondo takes the work over. */
const places: Partial<Record<Kind, Give>> = {
  research: 'cards',
  preparation: 'cards',
  offer: 'prices',
  appointment: 'calendar',
  next_step: 'sequences',
  logging: 'activities',
  editing: 'deals',
  importing: 'activities',
  merging: 'duplicates',
}

/** What takes hours without being selling, each with what takes it over, one click away. */
export function HoursAutomatable({ found: { automatable } }: { readonly found: HoursFigure }) {
  const { t } = useWords()
  const { number } = useFormats()
  const words = useHoursWords()
  const bounds = ({ low, high }: HoursFigure['automatable'][number]['hoursAMonth']) =>
    low === null || high === null ? '–' : range(number(low), number(high))
  return (
    <div className="mt-6">
      <h3 className="mb-2 font-semibold">{t('insights.hours.automate')}</h3>
      {automatable.length === 0 && <p className="text-12 text-ink-2">{t('insights.hours.automate.none')}</p>}
      <ul className="flex flex-col">
        {automatable.map(({ kind, n, hoursAMonth }) => {
          const give = places[kind]
          return (
            <li key={kind} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 last:border-b-0">
              <span className="font-medium tablet:w-64">{words.kind(kind)}</span>
              <span className="text-12 text-ink-2 desktop:w-72">
                {t('insights.hours.automate.month', {
                  hours: number(hoursAMonth.estimate ?? 0),
                  range: bounds(hoursAMonth),
                })}{' '}
                <ListedLink listed={{ of: 'hours', number: kind }} count={n} label={words.kind(kind)}>
                  {t('insights.hours.n', { n })}
                </ListedLink>
              </span>
              <span className="max-w-[80ch] basis-full text-pretty desktop:basis-80 desktop:grow">
                {t(`insights.hours.instead.${kind}`)} {give && <GiveLink give={give} />}
              </span>
            </li>
          )
        })}
      </ul>
      <p className="mt-1 text-12 text-ink-2">
        {t('insights.hours.automate.limit', { hours: leastToAutomate.hoursAMonth, n: leastToAutomate.n })}
      </p>
    </div>
  )
}
