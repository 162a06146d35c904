import { Suspense, lazy, useState } from 'react'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconLayoutDashboard from '@tabler/icons-react/dist/esm/icons/IconLayoutDashboard.mjs'
import IconPin from '@tabler/icons-react/dist/esm/icons/IconPin.mjs'
import IconPinnedOff from '@tabler/icons-react/dist/esm/icons/IconPinnedOff.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { mostFigures, mostOnToday } from '../../contract/dashboards.ts'
import type { Dashboard, PinnedFigure } from '../../contract/dashboards.ts'
import { IconButton, Menu, MenuItem, MenuSection, toast, useProblemWords, useWords } from '../ui/index.ts'
import { titleOf } from '../../words/pinned-place.ts'
import { isSame } from './pinned.ts'
import { useDashboards, usePinToToday, useSaveDashboard, useTodayFigures } from './queries.ts'

const DashboardDialog = lazy(() =>
  import('./dashboard-dialog.tsx').then(({ DashboardDialog: Dialog }) => ({ default: Dialog })),
)

/** Where a figure can be put: on Today, on a dashboard. */
export function FigureMenu({ pinned }: { pinned: PinnedFigure }) {
  const { t } = useWords()
  const [isNaming, setIsNaming] = useState(false)
  const dashboards = useDashboards()
  const add = useAddTo(pinned)
  const today = useToday(pinned)
  const mine = dashboards.data?.items.filter(({ isMine }) => isMine) ?? []
  const label = t('dashboards.figure.acts', { name: t(titleOf(pinned.figure)) })
  return (
    <>
      <Menu label={label} trigger={<IconButton icon={IconDots} label={label} />}>
        <MenuItem
          icon={today.isThere ? IconPinnedOff : IconPin}
          isDisabled={!today.isKnown || today.isFull}
          onAction={today.change}
          {...(today.isFull ? { hint: t('dashboards.today.full', { count: mostOnToday }) } : {})}
        >
          {t(today.isThere ? 'dashboards.today.off' : 'dashboards.today.pin')}
        </MenuItem>
        <MenuSection title={t('dashboards.add-to')}>
          {mine.map((dashboard) => (
            <MenuItem
              key={dashboard.id}
              icon={IconLayoutDashboard}
              isDisabled={dashboard.figures.length >= mostFigures}
              onAction={() => add(dashboard)}
            >
              {dashboard.name}
            </MenuItem>
          ))}
          <MenuItem icon={IconPlus} onAction={() => setIsNaming(true)}>
            {t('dashboards.new')}
          </MenuItem>
        </MenuSection>
      </Menu>
      {isNaming && (
        <Suspense>
          <DashboardDialog dashboard={null} figures={[pinned]} onClose={() => setIsNaming(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Puts a figure on Today, or takes it off. Not in the menu's own item: that is gone when the answer comes. */
function useToday(pinned: PinnedFigure) {
  const { t } = useWords()
  const say = useProblemWords()
  const today = useTodayFigures()
  const pin = usePinToToday()
  const figures = today.data?.figures ?? []
  const isThere = figures.some((each) => isSame(each, pinned))
  const next = isThere ? figures.filter((each) => !isSame(each, pinned)) : [...figures, pinned]
  const done = t(isThere ? 'dashboards.today.off.done' : 'dashboards.today.done')
  const change = () =>
    pin.mutate(next, {
      onSuccess: () => toast({ text: done, onUndo: () => pin.mutate(figures) }),
      onError: (error) => toast({ text: say(error) }),
    })
  return { isThere, isFull: !isThere && figures.length >= mostOnToday, isKnown: today.isSuccess, change }
}

function useAddTo(pinned: PinnedFigure): (dashboard: Dashboard) => void {
  const { t } = useWords()
  const say = useProblemWords()
  const save = useSaveDashboard()
  return (dashboard) => {
    const { name, shared, figures } = dashboard
    if (figures.some((each) => isSame(each, pinned))) {
      toast({ text: t('dashboards.already', { name }) })
      return
    }
    save.mutate(
      { dashboard, body: { name, shared, figures: [...figures, pinned] } },
      {
        onSuccess: () => toast({ text: t('dashboards.added', { name }) }),
        onError: (error) => toast({ text: say(error) }),
      },
    )
  }
}
