import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { listColleagues } from '../../contract/positions.ts'
import type { Colleague } from '../../contract/positions.ts'
import { call } from '../api.ts'
import { Section } from '../deals/section.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Avatar, Badge, Button, ErrorState, Skeleton, useWords } from '../ui/index.ts'
import { AddCustomerDialog } from './add-customer-dialog.tsx'
import { customerPlace } from './customer-query.ts'

/** The people of a company, and the part each takes in its decisions. */
export function ColleaguesSection({ company }: { company: { readonly id: string; readonly name: string } }) {
  const { t } = useWords()
  const mayEdit = useRight('base.edit')
  const [isAdding, setIsAdding] = useState(false)
  const people = useInfiniteQuery({
    queryKey: ['colleagues', company.id],
    queryFn: ({ pageParam }) =>
      call(listColleagues, {
        params: { id: company.id },
        query: { limit: 20, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const items = people.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section
      title={t('people.colleagues.title')}
      actions={
        mayEdit && (
          <Button variant="quiet" icon={IconPlus} onPress={() => setIsAdding(true)}>
            {t('people.colleagues.add')}
          </Button>
        )
      }
    >
      {people.isPending && <Skeleton className="h-10" />}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && items.length === 0 && <p className="text-ink-3">{t('people.colleagues.none')}</p>}
      <ul className="flex flex-col">
        {items.map((colleague) => (
          <ColleagueLine key={colleague.personId} colleague={colleague} />
        ))}
      </ul>
      {people.hasNextPage && (
        <Button variant="quiet" isPending={people.isFetchingNextPage} onPress={() => void people.fetchNextPage()}>
          {t('people.deals.more')}
        </Button>
      )}
      {isAdding && (
        <AddCustomerDialog
          kind="person"
          company={company}
          onAdded={() => void people.refetch()}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Section>
  )
}

function ColleagueLine({ colleague }: { colleague: Colleague }) {
  const { t } = useWords()
  const address = useAddress()
  const open = colleague.committees.filter(({ outcome }) => outcome === 'open')
  const roles = [...new Set((open.length > 0 ? open : colleague.committees).map(({ role }) => role))]
  return (
    <li>
      <Link
        to={address(customerPlace('person', colleague.personId))}
        className="-mx-2 flex min-h-10 items-center gap-2 rounded-2 px-2 py-1 hover:bg-sunken"
      >
        <Avatar name={colleague.name} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-medium">
            <bdi>{colleague.name}</bdi>
          </span>
          {colleague.title && (
            <span className="truncate text-12 text-ink-3">
              <bdi>{colleague.title}</bdi>
            </span>
          )}
        </span>
        {colleague.role !== 'main' && <Badge>{t(`people.role.${colleague.role}`)}</Badge>}
        {roles.slice(0, 2).map((role) => (
          <Badge key={role} tone={open.length > 0 ? 'accent' : 'plain'}>
            {t(`codes.stakeholder_role.${role}`)}
          </Badge>
        ))}
      </Link>
    </li>
  )
}
