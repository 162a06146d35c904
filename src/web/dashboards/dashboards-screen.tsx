import { Link, useParams } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { Dashboard } from '../../contract/dashboards.ts'
import { WheelMark } from '../charts/index.ts'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { useAddress, useGo } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  Loading,
  Menu,
  MenuItem,
  cx,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { Board } from './board.tsx'
import { useDashboards, useDeleteDashboard, useSaveDashboard } from './queries.ts'

const DashboardDialog = lazy(() =>
  import('./dashboard-dialog.tsx').then(({ DashboardDialog: Dialog }) => ({ default: Dialog })),
)

/** The dashboards one finds among theirs; the address says which is open, else the first is. */
export function DashboardsScreen() {
  const { t } = useWords()
  const go = useGo()
  const { dashboardId } = useParams({ strict: false })
  const [naming, setNaming] = useState<Dashboard | 'new' | null>(null)
  const dashboards = useDashboards()
  const items = dashboards.data?.items ?? []
  const open = items.find(({ id }) => id === dashboardId) ?? items[0]
  const add = (
    <Button icon={IconPlus} onPress={() => setNaming('new')}>
      {t('dashboards.new')}
    </Button>
  )
  return (
    <Page title={t('kpis.place.dashboards')} views={<InsightsPlaces current="dashboards" />}>
      <div className="mx-auto max-w-320">
        {dashboards.isPending && <Loading />}
        {dashboards.isError && <ErrorState error={dashboards.error} onRetry={() => void dashboards.refetch()} />}
        {dashboards.isSuccess && !open && (
          <EmptyState picture={<WheelMark size={96} className="opacity-30 grayscale" />} action={add}>
            {t('dashboards.none')}
          </EmptyState>
        )}
        {open && (
          <>
            <div className="mb-4 flex flex-wrap items-center gap-2 print:hidden">
              <Names items={items} open={open} />
              {add}
            </div>
            <Heading dashboard={open} onRename={() => setNaming(open)} />
            <Board key={`${open.id} ${open.version}`} dashboard={open} />
          </>
        )}
      </div>
      {naming && (
        <Suspense>
          <DashboardDialog
            dashboard={naming === 'new' ? null : naming}
            figures={naming === 'new' ? [] : naming.figures}
            onSaved={({ id }) => go(`insights/dashboards/${id}`)}
            onClose={() => setNaming(null)}
          />
        </Suspense>
      )}
    </Page>
  )
}

function Names({ items, open }: { items: readonly Dashboard[]; open: Dashboard }) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <nav aria-label={t('kpis.place.dashboards')} className="flex min-w-0 flex-wrap gap-1">
      {items.map(({ id, name }) => (
        <Link
          key={id}
          to={address(`insights/dashboards/${id}`)}
          aria-current={id === open.id ? 'page' : undefined}
          className={cx(
            'flex min-h-8 max-w-60 items-center truncate rounded-2 px-3 font-medium transition-colors',
            id === open.id ? 'bg-accent-soft text-accent' : 'text-ink-2 hover:bg-sunken hover:text-ink',
          )}
        >
          <bdi className="truncate">{name}</bdi>
        </Link>
      ))}
    </nav>
  )
}

function Heading({ dashboard, onRename }: { dashboard: Dashboard; onRename: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const go = useGo()
  const restore = useSaveDashboard()
  const { id, name, shared, figures, isMine, madeBy } = dashboard
  const remove = useDeleteDashboard(() => {
    const onUndo = () => restore.mutate({ dashboard: null, body: { name, shared, figures } })
    toast({ text: t('dashboards.deleted', { name }), onUndo })
    go('insights/dashboards')
  })
  const label = t('dashboards.acts', { name })
  return (
    <header className="mb-4 flex flex-wrap items-center gap-x-3">
      <h2 className="text-18 font-semibold">
        <bdi>{name}</bdi>
      </h2>
      <p className="text-12 text-ink-2">
        {t('views.view.shared', { shared })}
        {madeBy && !isMine && ' · '}
        {madeBy && !isMine && <bdi>{madeBy}</bdi>}
      </p>
      <span className="ms-auto flex print:hidden">
        <IconButton icon={IconPrinter} label={t('dashboards.print')} onPress={() => window.print()} />
        {isMine && (
          <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
            <MenuItem icon={IconPencil} onAction={onRename}>
              {t('dashboards.rename')}
            </MenuItem>
            <MenuItem
              icon={IconTrash}
              isDanger
              onAction={() => remove.mutate(id, { onError: (error) => toast({ text: say(error) }) })}
            >
              {t('dashboards.delete')}
            </MenuItem>
          </Menu>
        )}
      </span>
    </header>
  )
}
