import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useForecast, useStand } from '../forecast/queries.ts'
import { StandBar } from '../forecast/stand-bar.tsx'
import { membersQuery } from '../people/members.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Card, EmptyState, ErrorState, IconButton, Loading, buttonClass, useFormats, useWords } from '../ui/index.ts'
import { AdviceSoFar } from './advice-so-far.tsx'
import { DealsToTalkAbout, PromisedAndDue } from './deals-to-talk-about.tsx'
import { ForecastChangeCard } from './forecast-change-card.tsx'
import { HappenedCard } from './happened-card.tsx'
import { useTalks } from './talk-queries.ts'
import { TalkCard } from './talk-card.tsx'

/** The sheet for a talk with one seller: where they stand, what has changed since the last one, what to talk about, what was agreed. */
export function OneToOneScreen() {
  const { t } = useWords()
  const address = useAddress()
  const { memberId = '' } = useParams({ strict: false })
  const { memberCount, member: reader } = useSession()
  const back = reader.sees === 'own' ? 'forecast' : 'forecast/team'
  const members = useQuery(membersQuery)
  const member = members.data?.items.find(({ id }) => id === memberId)
  return (
    <Page
      title={member ? t('glance.one.title', { name: member.name }) : t('glance.one')}
      views={
        memberCount > 1 && (
          <Link to={address(back)} className={`${buttonClass('quiet')} order-first -ms-2 print:hidden`}>
            <IconArrowLeft size={16} stroke={1.75} className="rtl:rotate-180" />
            {t(back === 'forecast' ? 'forecast.title' : 'glance.title')}
          </Link>
        )
      }
      primary={
        <IconButton icon={IconPrinter} label={t('glance.print')} onPress={() => print()} className="print:hidden" />
      }
    >
      <div className="mx-auto max-w-280">
        {members.isPending && <Loading />}
        {members.isError && <ErrorState error={members.error} onRetry={() => void members.refetch()} />}
        {members.isSuccess && !member && <EmptyState>{t('glance.one.nobody')}</EmptyState>}
        {member && <Sheet member={member} />}
      </div>
    </Page>
  )
}

function Sheet({ member }: { member: { readonly id: string; readonly name: string } }) {
  const { t } = useWords()
  const { day } = useFormats()
  const owner = member.id
  const stand = useStand({ owner, team: undefined })
  const forecast = useForecast({ owner }, 5)
  const talks = useTalks(owner)
  // Since the last talk before today's, or for a week.
  const today = stand.data?.asOf ?? ''
  const since = talks.data?.items.find(({ heldOn }) => heldOn < today)?.heldOn
  const whose = { owner, team: undefined, since }
  return (
    <div className="flex flex-col gap-4 print:gap-2 print:[zoom:0.78]">
      {stand.data && (
        <Card title={t('glance.one.stand')}>
          <p className="text-12 text-ink-2">
            {t('forecast.stand.period', {
              from: day(stand.data.from),
              until: day(stand.data.until),
              today: day(stand.data.asOf),
            })}
          </p>
          <StandBar stand={stand.data} owner={owner} />
        </Card>
      )}
      <div className="grid items-start gap-4 desktop:grid-cols-2 print:grid-cols-2 print:gap-2">
        <ForecastChangeCard whose={whose} />
        <HappenedCard whose={whose} />
        <DealsToTalkAbout owner={owner} forecast={forecast.data} />
        <PromisedAndDue owner={owner} />
        <AdviceSoFar member={owner} />
        <TalkCard member={member} talks={talks} />
      </div>
    </div>
  )
}
