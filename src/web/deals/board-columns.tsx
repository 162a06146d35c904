import { useEffect, useState } from 'react'
import { useRight } from '../shell/session.ts'
import { Dot, cx, useWords } from '../ui/index.ts'
import { BoardColumn } from './board-column.tsx'
import type { BoardFilters } from './board-query.ts'
import type { Board, Column } from './board.ts'
import { DropZones } from './drop-zones.tsx'
import { columnColour } from './stage-look.ts'
import { useBoardKeys } from './use-board-keys.ts'
import { useLook } from './use-look.ts'

interface BoardColumnsProps {
  readonly board: Board
  readonly filters: BoardFilters
}

/** The columns side by side; on a phone one of them, with a switch above. */
export function BoardColumns({ board, filters }: BoardColumnsProps) {
  const [isDragging, setIsDragging] = useState(false)
  const [look] = useLook()
  // An arc of the wheel leads to its stage.
  const [chosen, setChosen] = useState(look['stage'] ?? null)
  const mayWork = useRight('deals.work')
  const area = useBoardKeys(board, mayWork)
  const wanted = board.columns.findIndex(({ stage }) => stage.key === look['stage'])
  useEffect(() => {
    const column = area.current?.querySelectorAll('section')[wanted]
    column?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [area, wanted])
  const shownKey = chosen ?? board.columns.find(({ count }) => count > 0)?.stage.key
  return (
    <div ref={area} className="relative flex h-full flex-col">
      <StageSwitch columns={board.columns} shownKey={shownKey} onChoose={setChosen} />
      <div className="flex min-h-0 flex-1 gap-1 overflow-x-auto overflow-y-hidden px-2 pt-2 tablet:px-3 print:flex-wrap">
        {board.columns.map((column, index) => (
          <BoardColumn
            key={column.stage.key}
            column={column}
            index={index}
            board={board}
            filters={filters}
            colour={columnColour(index, board.columns.length)}
            isDraggable={mayWork}
            onDragging={setIsDragging}
            className={cx(column.stage.key !== shownKey && 'max-tablet:hidden')}
          />
        ))}
      </div>
      {isDragging && <DropZones board={board} />}
    </div>
  )
}

interface StageSwitchProps {
  readonly columns: readonly Column[]
  readonly shownKey: string | undefined
  readonly onChoose: (key: string) => void
}

function StageSwitch({ columns, shownKey, onChoose }: StageSwitchProps) {
  const { t } = useWords()
  return (
    <nav
      aria-label={t('deals.board.stages')}
      className="flex shrink-0 gap-1.5 overflow-x-auto border-b border-line px-4 py-2 tablet:hidden print:hidden"
    >
      {columns.map(({ stage, count }, index) => (
        <button
          key={stage.key}
          type="button"
          aria-pressed={stage.key === shownKey}
          onClick={() => onChoose(stage.key)}
          className="flex min-h-9 shrink-0 items-center gap-2 rounded-full border border-line bg-surface px-3 font-medium text-ink-2 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          <Dot colour={columnColour(index, columns.length)} />
          <bdi>{stage.name}</bdi>
          <span className="font-normal">{count}</span>
        </button>
      ))}
    </nav>
  )
}
