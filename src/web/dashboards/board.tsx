import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Dashboard, PinnedFigure } from '../../contract/dashboards.ts'
import { useAddress } from '../shell/places.ts'
import {
  EmptyState,
  IconButton,
  Menu,
  MenuItem,
  buttonClass,
  cx,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { PinnedCard } from './pinned-card.tsx'
import { moved } from './pinned.ts'
import { titleOf } from '../../words/pinned-place.ts'
import { useSaveDashboard } from './queries.ts'

/** The figures of a dashboard, in its order; whoever may change it drags them, or moves them by their menus. */
export function Board({ dashboard }: { dashboard: Dashboard }) {
  const { figures, arrange } = useArranged(dashboard)
  const [dragged, setDragged] = useState<number | null>(null)
  if (figures.length === 0) return <FindFigures />
  const drag = (place: number) =>
    dashboard.isMine && {
      draggable: true,
      onDragStart: () => setDragged(place),
      onDragEnd: () => setDragged(null),
      onDragOver: (event: React.DragEvent) => dragged !== null && event.preventDefault(),
      onDrop: (event: React.DragEvent) => {
        event.preventDefault()
        if (dragged !== null && dragged !== place) arrange(moved(figures, dragged, place))
      },
    }
  return (
    <ul className="grid items-stretch gap-4 tablet:grid-cols-2 wide:grid-cols-3">
      {figures.map((pinned, place) => (
        <li
          key={JSON.stringify(pinned)}
          {...drag(place)}
          className={cx('flex min-w-0 transition-opacity', dragged === place && 'opacity-50')}
        >
          <PinnedCard
            pinned={pinned}
            className="w-full"
            acts={dashboard.isMine && <CardMenu figures={figures} place={place} onArrange={arrange} />}
          />
        </li>
      ))}
    </ul>
  )
}

/** The order as it was just made, saved behind it; put back when the server refuses. */
function useArranged(dashboard: Dashboard) {
  const say = useProblemWords()
  const [figures, setFigures] = useState<readonly PinnedFigure[]>(dashboard.figures)
  const save = useSaveDashboard()
  const { name, shared } = dashboard
  const arrange = (next: readonly PinnedFigure[]) => {
    setFigures(next)
    save.mutate(
      { dashboard, body: { name, shared, figures: [...next] } },
      {
        onError: (error) => {
          setFigures(dashboard.figures)
          toast({ text: say(error) })
        },
      },
    )
  }
  return { figures, arrange }
}

interface CardMenuProps {
  readonly figures: readonly PinnedFigure[]
  readonly place: number
  readonly onArrange: (figures: readonly PinnedFigure[]) => void
}

function CardMenu({ figures, place, onArrange }: CardMenuProps) {
  const { t, direction } = useWords()
  const figure = figures[place]?.figure ?? 'funnel'
  const label = t('dashboards.figure.acts', { name: t(titleOf(figure)) })
  const [before, after] = direction === 'rtl' ? [IconArrowRight, IconArrowLeft] : [IconArrowLeft, IconArrowRight]
  return (
    <Menu label={label} trigger={<IconButton icon={IconDots} label={label} className="print:hidden" />}>
      <MenuItem icon={before} isDisabled={place === 0} onAction={() => onArrange(moved(figures, place, place - 1))}>
        {t('dashboards.earlier')}
      </MenuItem>
      <MenuItem
        icon={after}
        isDisabled={place === figures.length - 1}
        onAction={() => onArrange(moved(figures, place, place + 1))}
      >
        {t('dashboards.later')}
      </MenuItem>
      <MenuItem icon={IconX} onAction={() => onArrange(figures.toSpliced(place, 1))}>
        {t('dashboards.remove')}
      </MenuItem>
    </Menu>
  )
}

/** The way to figures that can be added. */
function FindFigures() {
  const { t } = useWords()
  const address = useAddress()
  return (
    <EmptyState
      action={
        <Link to={address('insights/kpis')} className={buttonClass('primary')}>
          {t('dashboards.find')}
        </Link>
      }
    >
      {t('dashboards.empty')}
    </EmptyState>
  )
}
