import { Suspense, lazy, useState } from 'react'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { Page } from '../shell/page.tsx'
import { useRight, useSession } from '../shell/session.ts'
import { Button, SegmentedControl, useWords } from '../ui/index.ts'
import { PlansView } from './plans-view.tsx'
import { Statement } from './statement.tsx'
import { TeamTable } from './team-table.tsx'

const PayrollDialog = lazy(() =>
  import('./payroll-dialog.tsx').then(({ PayrollDialog: Dialog }) => ({ default: Dialog })),
)

const views = ['statements', 'plans'] as const

/** What one earns, and what the team earns; whoever runs commission has the plans here too. */
export function CommissionScreen() {
  const { t } = useWords()
  const { member } = useSession()
  const [mayRun, maySeeTeam] = [useRight('commission.manage'), useRight('commission.team')]
  const [view, setView] = useState<(typeof views)[number]>('statements')
  const [chosen, setChosen] = useState<string | null>(null)
  const [on, setOn] = useState<string | null>(null)
  const [isExporting, setIsExporting] = useState(false)
  const switcher = mayRun && (
    <SegmentedControl
      label={t('commission.views')}
      options={views.map((value) => ({ value, label: t(`commission.view.${value}`) }))}
      value={view}
      onChange={setView}
    />
  )
  const exporting = mayRun && view === 'statements' && (
    <Button icon={IconDownload} onPress={() => setIsExporting(true)}>
      {t('commission.payroll')}
    </Button>
  )
  const shown = chosen ?? (maySeeTeam ? null : member.id)
  return (
    <Page title={t('commission.title')} views={switcher} primary={exporting}>
      <div className="mx-auto flex max-w-320 flex-col gap-5">
        {view === 'plans' && <PlansView />}
        {view === 'statements' && maySeeTeam && (
          <TeamTable
            on={on}
            onPeriod={setOn}
            chosen={chosen}
            onChoose={setChosen}
            onPlans={mayRun ? () => setView('plans') : undefined}
          />
        )}
        {view === 'statements' && shown !== null && (
          <Statement key={shown} memberId={shown} on={on} onPeriod={maySeeTeam ? undefined : setOn} />
        )}
      </div>
      {isExporting && (
        <Suspense>
          <PayrollDialog onClose={() => setIsExporting(false)} />
        </Suspense>
      )}
    </Page>
  )
}
