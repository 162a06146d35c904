import { useState } from 'react'
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconHome from '@tabler/icons-react/dist/esm/icons/IconHome.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import type { CustomerKind } from '../people/customers.ts'
import { Page } from '../shell/page.tsx'
import { SegmentedControl, SelectField, useWords } from '../ui/index.ts'
import { GroupList } from './group-list.tsx'
import { MergeHistory } from './merge-history.tsx'
import { MergeSure } from './merge-sure.tsx'
import type { Shown } from './queries.ts'
import { ScanLine } from './scan-line.tsx'

const icons = { company: IconBuilding, person: IconUser, household: IconHome }
const kinds = ['company', 'person', 'household'] as const satisfies readonly CustomerKind[]
const states = ['open', 'different', 'merged'] as const
const certainties = ['all', 'sure', 'likely', 'possible'] as const

/** Who is there twice: what was found, what was decided, what was merged. */
export function DuplicatesScreen() {
  const { t } = useWords()
  const [kind, setKind] = useState<CustomerKind>('company')
  const [state, setState] = useState<(typeof states)[number]>('open')
  const [certainty, setCertainty] = useState<Shown['certainty']>('all')
  return (
    <Page
      title={t('duplicates.title')}
      views={
        state !== 'merged' && (
          <SegmentedControl
            label={t('duplicates.kinds')}
            options={kinds.map((value) => ({ value, label: t(`duplicates.kind.${value}`), icon: icons[value] }))}
            value={kind}
            onChange={setKind}
          />
        )
      }
      filters={
        <>
          <SelectField
            label={t('duplicates.state')}
            hideLabel
            options={states.map((id) => ({ id, label: t(`duplicates.state.${id}`) }))}
            value={state}
            onChange={setState}
            className="w-40"
          />
          {state === 'open' && (
            <SelectField
              label={t('duplicates.certainty')}
              hideLabel
              options={certainties.map((id) => ({ id, label: t(`duplicates.certainty.${id}`) }))}
              value={certainty}
              onChange={setCertainty}
              className="w-40"
            />
          )}
        </>
      }
      primary={state === 'open' && <MergeSure key={kind} kind={kind} />}
    >
      <div className="mx-auto flex max-w-250 flex-col gap-4">
        {state !== 'merged' && <ScanLine />}
        {state === 'merged' ? <MergeHistory /> : <GroupList shown={{ kind, state, certainty }} />}
      </div>
    </Page>
  )
}
