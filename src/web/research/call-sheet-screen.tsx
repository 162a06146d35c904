import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { showCallSheet, tickPrepared, untickPrepared } from '../../contract/call-sheets.ts'
import type { CallSheet } from '../../contract/call-sheets.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import {
  Ago,
  Checkbox,
  Day,
  ErrorState,
  IconButton,
  Loading,
  Money,
  buttonClass,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { BringOut, Likely, Open, People, Say, SheetCards, Touches } from './call-sheet-parts.tsx'
import { PrivateFacts } from './dossier-section.tsx'
import { dossierQuery } from './dossier-read.ts'
import { FactLines } from './fact-lines.tsx'
import { PreparingPays } from './preparing-pays.tsx'
import { SheetPart } from './sheet-part.tsx'

type Kind = 'deals' | 'companies' | 'people' | 'households'

/** What to know before a call, on one page, to be read, ticked and printed. */
export function CallSheetScreen() {
  const { t } = useWords()
  const address = useAddress()
  const { kind = '', id = '' } = useParams({ strict: false })
  const of = kind as Kind // The server refuses any other.
  const found = useQuery({
    queryKey: ['call-sheet', of, id],
    queryFn: () => call(showCallSheet, { params: { kind: of, id } }),
  })
  const sheet = found.data
  const name = sheet?.deal?.name ?? sheet?.customer?.name
  return (
    <Page
      title={name ? t('research.sheet.title', { name }) : t('research.sheet')}
      layout="page"
      views={
        <Link to={address(`${of}/${id}`)} className={`${buttonClass('quiet')} order-first -ms-2`}>
          <IconArrowLeft size={16} stroke={1.75} className="rtl:rotate-180" />
          {t('research.sheet.back')}
        </Link>
      }
      primary={<IconButton icon={IconPrinter} label={t('research.sheet.print')} onPress={() => window.print()} />}
    >
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {sheet && <Sheet sheet={sheet} />}
    </Page>
  )
}

function Sheet({ sheet }: { sheet: CallSheet }) {
  const { t } = useWords()
  const several = new Set(sheet.facts.map(({ about }) => about.id)).size > 1
  return (
    <div className="flex flex-col gap-4">
      <Head sheet={sheet} />
      <div className="grid gap-4 desktop:grid-cols-2 print:grid-cols-2">
        <People sheet={sheet} />
        <Open sheet={sheet} />
      </div>
      <Say sheet={sheet} />
      <BringOut sheet={sheet} />
      <SheetPart title={t('research.sheet.known')}>
        {sheet.facts.length === 0 && <p className="text-ink-3">{t('research.dossier.none')}</p>}
        <FactLines facts={sheet.facts} about={({ about }) => (several ? about.name : null)} />
        {sheet.customer && <PrivateOf customer={sheet.customer} />}
      </SheetPart>
      <Touches sheet={sheet} />
      <Likely sheet={sheet} />
      <SheetCards sheet={sheet} />
      {sheet.deal && <PreparingPays />}
    </div>
  )
}

function PrivateOf({ customer }: { customer: NonNullable<CallSheet['customer']> }) {
  const dossier = useQuery(dossierQuery(customer))
  return <PrivateFacts of={customer} count={dossier.data?.privateCount ?? 0} onEdit={undefined} />
}

/** Whom it is about, what is at stake, and the tick. */
function Head({ sheet: { customer, deal, stage, preparedAt } }: { sheet: CallSheet }) {
  const { t } = useWords()
  const mayWork = useRight('deals.work')
  return (
    <section
      aria-label={t('research.sheet')}
      className="card flex flex-wrap items-start gap-x-6 gap-y-3 p-4 print:border-0 print:p-0"
    >
      <div className="min-w-60 flex-1">
        <p className="text-18 font-semibold">
          <bdi>{customer?.name ?? deal?.name}</bdi>
        </p>
        <p className="flex flex-wrap gap-x-2 text-ink-2">
          {[customer?.sector, customer?.city].map((text) => text && <bdi key={text}>{text}</bdi>)}
        </p>
        {deal && (
          <p className="mt-1 flex flex-wrap items-center gap-x-3">
            {deal.amount && (
              <span className="font-medium">
                <Money value={deal.amount} />
              </span>
            )}
            {stage && <bdi>{stage.name}</bdi>}
            {deal.expectedCloseOn && (
              <span className="text-ink-2">
                {t('deals.field.expected')} <Day value={deal.expectedCloseOn} />
              </span>
            )}
          </p>
        )}
      </div>
      {deal && (
        <div className="flex flex-col items-start gap-1">
          <Tick dealId={deal.id} preparedAt={preparedAt} isReadOnly={!mayWork} />
          {preparedAt && (
            <span className="text-12 text-ink-2">
              <Ago value={preparedAt} />
            </span>
          )}
        </div>
      )}
    </section>
  )
}

interface TickProps {
  readonly dealId: string
  readonly preparedAt: string | null
  readonly isReadOnly: boolean
}

function Tick({ dealId, preparedAt, isReadOnly }: TickProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const tick = useMutation({
    mutationFn: (isPrepared: boolean) => call(isPrepared ? tickPrepared : untickPrepared, { params: { id: dealId } }),
    onSuccess: () => {
      for (const key of ['call-sheet', 'deal']) void queries.invalidateQueries({ queryKey: [key] })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <Checkbox
      isSelected={tick.isPending ? tick.variables : preparedAt !== null}
      isDisabled={isReadOnly}
      onChange={(isPrepared) => tick.mutate(isPrepared)}
    >
      {t('research.sheet.tick')}
    </Checkbox>
  )
}
