import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { Collection } from 'react-aria-components/Collection'
import { GridList, GridListItem, GridListLoadMoreItem } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import type { DragAndDropHooks } from 'react-aria-components/useDragAndDrop'
import { useGo } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Button, Dot, cx, useFormats, useProblemWords, useWords, toast } from '../ui/index.ts'
import { BoardCardFace } from './board-card.tsx'
import { boardQuery, moreCards } from './board-query.ts'
import type { BoardFilters } from './board-query.ts'
import { cardOn, withMore } from './board.ts'
import type { Board, Column } from './board.ts'
import { useDealActs } from './deal-acts.tsx'
import { dragType, dragged } from './dragged.ts'
import { useDrawn } from './use-drawn.ts'
import { useLook } from './use-look.ts'

interface BoardColumnProps {
  readonly column: Column
  /** Its place on the board, from 0. */
  readonly index: number
  readonly board: Board
  readonly filters: BoardFilters
  readonly colour: string
  readonly isDraggable: boolean
  readonly onDragging: (isDragging: boolean) => void
  readonly className: string
}

/** One stage: what is in it, how much that is worth, and its cards, which scroll by themselves. */
export function BoardColumn(props: BoardColumnProps) {
  const { column, board, isDraggable } = props
  const { t } = useWords()
  const go = useGo()
  const { timeZone } = useSession().workspace
  const [look] = useLook()
  const { dealId } = useParams({ strict: false })
  const { stage, cards } = column
  const drag = useColumnDrag(column, board, props.onDragging)
  const [section, drawn, drawMore] = useDrawn(cards.length, props.index)
  const open = (id: string) => go(`board/${id}`, kept(look))
  return (
    <section
      ref={section}
      aria-label={stage.name}
      className={cx('flex w-60 shrink-0 grow flex-col max-tablet:w-full tablet:max-w-80', props.className)}
    >
      <ColumnHead column={column} colour={props.colour} />
      <GridList
        aria-label={t('deals.board.column', { stage: stage.name, count: column.count })}
        disallowTypeAhead
        {...(isDraggable ? { dragAndDropHooks: drag } : {})}
        keyboardNavigationBehavior="tab"
        onAction={(id) => open(String(id))}
        renderEmptyState={() => (
          <p className="px-3 py-6 text-center text-12 text-ink-3">{t('deals.board.column.empty')}</p>
        )}
        className="min-h-20 flex-1 overflow-y-auto overscroll-contain rounded-3 px-1.5 pb-3 outline-none data-drop-target:bg-accent-soft data-drop-target:outline-2 data-drop-target:-outline-offset-2 data-drop-target:outline-accent data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-accent print:overflow-visible"
      >
        <Collection items={cards.slice(0, drawn)} dependencies={[board, isDraggable, dealId]}>
          {(card) => (
            <GridListItem
              id={card.id}
              textValue={card.name}
              data-card={card.id}
              aria-current={card.id === dealId || undefined}
              className="group/card card relative aria-[current=true]:border-accent mt-2 cursor-default p-3 transition-colors outline-none data-dragging:opacity-40 data-focus-visible:outline-2 data-focus-visible:outline-accent data-hovered:border-line-strong"
            >
              <BoardCardFace
                card={card}
                board={board}
                timeZone={timeZone}
                isDraggable={isDraggable}
                onOpen={() => open(card.id)}
              />
            </GridListItem>
          )}
        </Collection>
        {drawn > 1 && drawn < cards.length && <GridListLoadMoreItem onLoadMore={drawMore} scrollOffset={0} />}
      </GridList>
      <ShowMore column={column} filters={props.filters} />
    </section>
  )
}

function ColumnHead({ column: { stage, count, totals }, colour }: Pick<BoardColumnProps, 'column' | 'colour'>) {
  const { money, number } = useFormats()
  const sums = totals.map((total) => money(total, 'compact')).join(' · ')
  return (
    <header className="flex min-h-13 shrink-0 flex-col justify-center px-3 max-tablet:min-h-0">
      <h2 className="flex items-center gap-2 font-semibold max-tablet:sr-only">
        <Dot colour={colour} />
        <span className="truncate" dir="auto" title={stage.name}>
          <bdi>{stage.name}</bdi>
        </span>
        <span className="font-normal text-ink-3">{number(count)}</span>
      </h2>
      <p
        className="min-h-4 truncate text-12 text-ink-2 max-tablet:min-h-0 max-tablet:not-empty:py-1.5"
        title={totals.map((total) => money(total)).join(' · ')}
      >
        {sums && <bdi>{sums}</bdi>}
      </p>
    </header>
  )
}

/** The next 50 are put below those that are here, so that nothing under the eye moves. */
function ShowMore({ column, filters }: Pick<BoardColumnProps, 'column' | 'filters'>) {
  const { t } = useWords()
  const queries = useQueryClient()
  const say = useProblemWords()
  const more = useMutation({
    mutationFn: () => moreCards(column, filters),
    onSuccess: (page) =>
      queries.setQueryData(
        boardQuery(queries, filters).queryKey,
        (board: Board | undefined) =>
          board && {
            ...board,
            columns: board.columns.map((each) => (each.stage.key === column.stage.key ? withMore(each, page) : each)),
          },
      ),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (column.next === null) return null
  return (
    <Button variant="quiet" isPending={more.isPending} onPress={() => more.mutate()} className="mx-1.5 my-1">
      {t('deals.board.more', { count: column.count - column.cards.length })}
    </Button>
  )
}

function useColumnDrag(column: Column, board: Board, onDragging: (isDragging: boolean) => void) {
  const acts = useDealActs()
  // The hooks are made once per column; the board they look cards up on is the one of this moment.
  const now = useRef(board)
  useEffect(() => {
    now.current = board
  })
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        [dragType]: String(key),
        'text/plain': cardOn(now.current, String(key))?.name ?? '',
      })),
    getAllowedDropOperations: () => ['move'],
    acceptedDragTypes: [dragType],
    // A column is ordered by urgency: a card is dropped into it, not between two others.
    dropTargetDelegate: { getDropTargetFromPoint: () => ({ type: 'root' }) },
    onRootDrop: ({ items }) => {
      void dragged(items).then((id) => {
        const card = id && cardOn(now.current, id)
        if (card) acts.move(card, column.stage)
      })
    },
    onDragStart: () => setTimeout(() => onDragging(true)),
    onDragEnd: () => onDragging(false),
  })
  return useMemo(() => ontoColumns(dragAndDropHooks), [dragAndDropHooks])
}

const noIndicator = { dropIndicatorProps: {}, isDropTarget: false, isHidden: true }

/** Nothing is ever dropped on a card; made anyway, what waits for that in each card is a twentieth of the board's first drawing. */
function ontoColumns({ useDropIndicator, ...hooks }: DragAndDropHooks): DragAndDropHooks {
  if (!useDropIndicator) return hooks
  return {
    ...hooks,
    // A component keeps one kind of target for life, and so the same hooks.
    useDropIndicator: (props, state, ref) =>
      props.target.type === 'item' ? noIndicator : useDropIndicator(props, state, ref),
  }
}

function kept(look: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const { owner, process } = look
  return { ...(owner ? { owner } : {}), ...(process ? { process } : {}) }
}
