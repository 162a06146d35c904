import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { Segment } from '../../contract/segments.ts'
import { ProspectsPlaces } from '../prospects/prospects-places.tsx'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import {
  Badge,
  Button,
  Checkbox,
  EmptyState,
  ErrorState,
  IconButton,
  Skeleton,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { EffortCard } from './effort-card.tsx'
import { MarketDialog } from './market-dialog.tsx'
import { RuleWords } from './rule-words.tsx'
import { filterOf, segmentsQuery } from './segments-query.ts'

/** Whom the workspace means to sell to, and what was spent on those it does not. */
export function MarketsScreen() {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const mayMeasure = useRight('measurement.read')
  const [edited, setEdited] = useState<Segment | 'new' | null>(null)
  const [withRetired, setWithRetired] = useState(false)
  const found = useQuery(segmentsQuery(withRetired))
  const add = mayEdit && (
    <Button variant="primary" icon={IconPlus} onPress={() => setEdited('new')}>
      {t('segments.add')}
    </Button>
  )
  const isEmpty = found.data?.length === 0 && !withRetired
  return (
    <Page title={t('prospects.title')} views={<ProspectsPlaces current="markets" />} primary={!isEmpty && add}>
      <div className="mx-auto flex max-w-250 flex-col gap-5">
        {found.isPending && <Skeleton className="h-40" />}
        {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
        {isEmpty && <EmptyState action={add}>{t('segments.empty')}</EmptyState>}
        {found.data && !isEmpty && (
          <section aria-label={t('segments.title')} className="flex flex-col gap-3">
            <ul className="grid gap-3 tablet:grid-cols-2">
              {found.data.map((segment) => (
                <MarketCard
                  key={segment.id}
                  segment={segment}
                  onEdit={mayEdit ? () => setEdited(segment) : undefined}
                />
              ))}
            </ul>
            <Checkbox isSelected={withRetired} onChange={setWithRetired}>
              {t('segments.with-retired')}
            </Checkbox>
          </section>
        )}
        {mayMeasure && !isEmpty && <EffortCard />}
      </div>
      {edited && <MarketDialog segment={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

const countedUpTo = 1_000

function MarketCard({ segment, onEdit }: { segment: Segment; onEdit: (() => void) | undefined }) {
  const { t } = useWords()
  const { number } = useFormats()
  const address = useAddress()
  const { name, kind, note, filter, fitting, retired } = segment
  const count = fitting >= countedUpTo ? `${number(countedUpTo)}+` : number(fitting)
  return (
    <li className="card flex min-w-0 flex-col gap-3 p-4">
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-15 font-semibold">
            <bdi>{name}</bdi>
          </h2>
          <p className="flex items-center gap-2 text-12 text-ink-2">
            {t(`segments.kind.${kind}`)}
            {retired && <Badge>{t('segments.retired')}</Badge>}
          </p>
        </div>
        {onEdit && <IconButton icon={IconPencil} label={t('segments.edit-of', { name })} onPress={onEdit} />}
      </header>
      <RuleWords kind={kind} filter={filterOf(filter)} />
      {note && (
        <p dir="auto" className="line-clamp-3 whitespace-pre-line text-ink-2">
          {note}
        </p>
      )}
      <Link
        to={address(kind)}
        // The list reads its filter out of the address; the router's types know no single screen's search.
        search={{ filter } as never}
        className="mt-auto self-start font-medium text-accent hover:underline"
      >
        {t('segments.fitting', { count: fitting, shown: count })}
      </Link>
    </li>
  )
}
