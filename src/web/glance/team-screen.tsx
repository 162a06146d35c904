import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useState } from 'react'
import type { SellerAtAGlance, TeamAtAGlance } from '../../contract/glance.ts'
import { ForecastPlaces } from '../forecast/places.tsx'
import { useStand } from '../forecast/queries.ts'
import { useForecastSearch } from '../forecast/search.ts'
import { StandBar } from '../forecast/stand-bar.tsx'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { GiveLink } from '../measurement/lacks.tsx'
import { Page } from '../shell/page.tsx'
import { Card, EmptyState, ErrorState, IconButton, Loading, Notice, Table, useFormats, useWords } from '../ui/index.ts'
import { useIsPhone } from '../views/use-is-phone.ts'
import { useTeamAtAGlance } from './queries.ts'
import { SellerCards } from './seller-cards.tsx'
import { useSellerColumns } from './seller-columns.tsx'
import { TeamField } from './team-field.tsx'
import { TouchesDialog } from './touches-dialog.tsx'

/** Every seller of a team beside their own quota and their own usual weeks, in the order of their names. */
export function TeamScreen() {
  const { t } = useWords()
  const { team } = useForecastSearch()
  const found = useTeamAtAGlance(team)
  return (
    <Page
      title={t('glance.title')}
      views={<ForecastPlaces current="team" />}
      filters={<TeamField />}
      primary={
        <IconButton icon={IconPrinter} label={t('glance.print')} onPress={() => print()} className="print:hidden" />
      }
    >
      <div className="mx-auto flex max-w-320 flex-col gap-4">
        {found.isPending && <Loading />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {found.isSuccess && <Team found={found.data} team={team} />}
      </div>
    </Page>
  )
}

function Team({ found, team }: { found: TeamAtAGlance; team: string | undefined }) {
  const { t } = useWords()
  const { day, compare } = useFormats()
  const isPhone = useIsPhone()
  const stand = useStand({ owner: undefined, team })
  const [touched, setTouched] = useState<SellerAtAGlance | null>(null)
  const columns = useSellerColumns(found, stand.data?.season.share ?? null, setTouched)
  const sellers = found.sellers.toSorted((one, other) => compare(one.member.name, other.member.name))
  if (sellers.length === 0)
    return <EmptyState action={<GiveLink give="board" isButton />}>{t('glance.none')}</EmptyState>
  return (
    <>
      <p className="text-ink-2">
        {t('forecast.stand.period', { from: day(found.from), until: day(found.until), today: day(found.asOf) })}
      </p>
      {!found.isEnough && <Notice>{t('forecast.too-few')}</Notice>}
      <HowToRead rules={['expected', 'limits', 'create', 'chance', 'open']} className="-my-2 open:mb-0" />
      {stand.data && sellers.length > 1 && (
        <Card title={t('glance.together')}>
          <StandBar stand={stand.data} team={team} />
        </Card>
      )}
      <Card title={t('glance.sellers')}>
        <p className="text-12 text-ink-2">{t('glance.sellers.how')}</p>
        {isPhone ? (
          <SellerCards sellers={sellers} columns={columns} />
        ) : (
          <Table
            label={t('glance.sellers.table')}
            columns={columns}
            rows={sellers}
            rowKey={({ member }) => member.id}
          />
        )}
        {found.more > 0 && <p className="text-12 text-ink-2">{t('glance.more', { count: found.more })}</p>}
      </Card>
      {sellers.length > 1 && <WinRates found={found} />}
      {touched && <TouchesDialog member={touched.member} since={found.weekSince} onClose={() => setTouched(null)} />}
    </>
  )
}

/** Whether the sellers' shares won differ at all, in plain words. */
function WinRates({ found: { winRate, endsFrom } }: { found: TeamAtAGlance }) {
  const { t } = useWords()
  const { day, percent } = useFormats()
  return (
    <Card title={t('glance.win-rate')}>
      <p className="font-medium">{t(`glance.win-rate.${winRate.verdict}`)}</p>
      <p className="max-w-160 text-12 text-ink-2">
        {t('glance.win-rate.how', { from: day(endsFrom) })}{' '}
        {winRate.pValue !== null &&
          t('glance.win-rate.p', { chance: percent(winRate.pValue, winRate.pValue < 0.1 ? 1 : 0) })}
      </p>
    </Card>
  )
}
