import { Suspense, lazy } from 'react'
import { CustomerBeside } from '../deals/customer-beside.tsx'
import { DealActs } from '../deals/deal-acts.tsx'
import { useLook } from '../deals/use-look.ts'
import { Page } from '../shell/page.tsx'
import { useWords, withWords } from '../words/language.tsx'
import { AddMenu } from './add-menu.tsx'
import { DealBeside } from './deal-beside.tsx'
import { FilterBar } from './filter-bar.tsx'
import { ProspectsPlaces } from './prospects-places.tsx'
import { filtersOf } from './prospects-query.ts'
import { TriageList } from './triage-list.tsx'

const ListForms = lazy(async () => ({ default: (await withWords(() => import('./list-forms.tsx'))).ListForms }))

/** Whom to work next, made for a hundred in a row: the list, the one in focus beside it, and a key for every act. */
export function ProspectsScreen() {
  const { t } = useWords()
  const [look] = useLook()
  const filters = filtersOf(look)
  return (
    <DealActs>
      {/* The list scrolls, the page stays. On a phone the bottom bar takes its 64 px. */}
      <div className="flex h-[calc(100dvh-64px)] flex-col desktop:h-dvh print:h-auto">
        <Page
          title={t('prospects.title')}
          views={<ProspectsPlaces current="prospects" />}
          filters={<FilterBar filters={filters} />}
          primary={<AddMenu />}
          layout="edge"
        >
          {/* Another choice is another list: nothing of the one before is in focus. */}
          <TriageList key={JSON.stringify(filters)} filters={filters} />
        </Page>
      </div>
      <CustomerBeside />
      <DealBeside />
      {look['form'] && (
        <Suspense>
          <ListForms />
        </Suspense>
      )}
    </DealActs>
  )
}
