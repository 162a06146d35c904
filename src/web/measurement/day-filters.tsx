import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs'
import { Button, DateField, Popover, useFormats, useWords } from '../ui/index.ts'
import { useSession } from '../shell/session.ts'
import { addDays, todayIn } from '../people/day-of.ts'
import { useInsightsChange, useInsightsSearch } from './search.ts'

// Among selects these buttons are choices too, and look like them.
const triggerClass = 'border-line-strong! px-2.5! font-normal! shadow-none!'

interface PeriodFilterProps {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onChange: (period: { from: string | undefined; to: string | undefined }) => void
  /** Whether it is of the days that work was done on. */
  readonly isOfWork?: boolean
}

/** The days on which the counted deals were opened, or work was done. */
export function PeriodFilter({ from, to, onChange, isOfWork = false }: PeriodFilterProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { workspace } = useSession()
  const today = todayIn(workspace.timeZone)
  const values = { from: from ? day(from) : '', to: to ? day(to) : '' }
  const kind = from && to ? 'between' : from ? 'since' : to ? 'until' : 'all'
  return (
    <Popover
      label={t(isOfWork ? 'insights.work-days' : 'insights.filter.period')}
      trigger={
        <Button icon={IconCalendar} className={triggerClass}>
          {t(isOfWork ? `insights.work-days.${kind}` : `insights.period.${kind}`, values)}
        </Button>
      }
    >
      <div className="flex w-72 max-w-full flex-col gap-4">
        <div className="flex flex-wrap gap-2">
          {presets(today).map(({ id, ...period }) => (
            <Button
              key={id}
              variant={period.from === from && period.to === to ? 'primary' : 'plain'}
              onPress={() => onChange(period)}
            >
              {t(isOfWork && id === 'all' ? 'insights.work-days.all' : `insights.period.preset.${id}`)}
            </Button>
          ))}
        </div>
        <DateField
          label={t('insights.period.from')}
          value={from ?? null}
          maxValue={to ?? today}
          onChange={(next) => onChange({ from: next ?? undefined, to })}
        />
        <DateField
          label={t('insights.period.to')}
          value={to ?? null}
          minValue={from}
          maxValue={today}
          onChange={(next) => onChange({ from, to: next ?? undefined })}
        />
      </div>
    </Popover>
  )
}

function presets(today: string) {
  const year = Number(today.slice(0, 4))
  return [
    { id: 'all', from: undefined, to: undefined },
    { id: 'last-90', from: addDays(today, -89), to: undefined },
    { id: 'last-365', from: addDays(today, -364), to: undefined },
    { id: 'this-year', from: `${year}-01-01`, to: undefined },
    { id: 'last-year', from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
  ]
}

interface AsOfFilterProps {
  readonly value: string | undefined
  readonly onChange: (day: string | undefined) => void
}

/** The day the figures stand for: what happened later does not count. */
export function AsOfFilter({ value, onChange }: AsOfFilterProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { workspace } = useSession()
  return (
    <Popover
      label={t('insights.filter.as-of')}
      trigger={
        <Button className={triggerClass}>
          {value ? t('insights.as-of', { day: day(value) }) : t('insights.as-of.today')}
        </Button>
      }
    >
      <div className="flex w-72 max-w-full flex-col gap-3">
        <DateField
          label={t('insights.filter.as-of')}
          description={t('insights.filter.as-of.more')}
          value={value ?? null}
          maxValue={todayIn(workspace.timeZone)}
          onChange={(next) => onChange(next ?? undefined)}
        />
        {value && (
          <Button variant="quiet" onPress={() => onChange(undefined)}>
            {t('insights.as-of.today')}
          </Button>
        )}
      </div>
    </Popover>
  )
}

/** The day and the moment of what stands below, as the address says them. */
export function ClockFilters() {
  const { as_of, known_at } = useInsightsSearch().filters
  const change = useInsightsChange()
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <AsOfFilter value={as_of} onChange={(day) => change({ as_of: day })} />
      {known_at && <KnownAt moment={known_at} onClear={() => change({ known_at: undefined })} />}
    </div>
  )
}

/** That the figures are those of a link: by what was known at a moment, and not by what has been told since. */
export function KnownAt({ moment, onClear }: { moment: string; onClear: () => void }) {
  const { t } = useWords()
  const { instant } = useFormats()
  return (
    <Popover
      label={t('insights.filter.known-at')}
      trigger={
        <Button icon={IconHistory} className={triggerClass}>
          {t('insights.known-at.button', { moment: instant(moment) })}
        </Button>
      }
    >
      <div className="flex w-72 max-w-full flex-col gap-3">
        <p className="text-pretty text-ink-2">{t('insights.filter.known-at.more')}</p>
        <Button onPress={onClear}>{t('insights.known-at.now')}</Button>
      </div>
    </Popover>
  )
}
