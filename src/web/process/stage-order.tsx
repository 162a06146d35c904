import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { Button as AriaButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { stageColour, stageHue } from '../charts/index.ts'
import { Button, Card, Dot, IconButton, useWords } from '../ui/index.ts'
import type { EditedStage } from './stage-edits.ts'
import { useReordering } from './use-reordering.tsx'

interface StageOrderProps {
  readonly stages: readonly EditedStage[]
  readonly chosen: string | undefined
  readonly onChoose: (handle: string) => void
  readonly onMove: (handle: string, to: number) => void
  readonly onAdd: () => void
}

/** The stages in their order: dragged by mouse, touch or keyboard, or moved by the buttons beside each. */
export function StageOrder({ stages, chosen, onChoose, onMove, onAdd }: StageOrderProps) {
  const { t } = useWords()
  // Care is always last, for it begins with the win: nothing is put behind it.
  const rows = stages.map(({ handle, name }) => ({ key: handle, name }))
  const dragAndDropHooks = useReordering(rows, onMove, careOf(stages)?.handle)
  return (
    <Card title={t('processes.order')}>
      <GridList
        aria-label={t('processes.order')}
        items={stages}
        dependencies={[stages]}
        dragAndDropHooks={dragAndDropHooks}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={chosen === undefined ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const key = keys === 'all' ? undefined : [...keys][0]
          if (key !== undefined) onChoose(String(key))
        }}
        className="-mx-2 flex flex-col outline-none"
      >
        {({ handle, name, ...stage }) => (
          <GridListItem
            id={handle}
            textValue={name}
            className="group/row flex min-h-9 cursor-default items-center gap-1.5 rounded-2 px-1.5 outline-none data-dragging:opacity-50 data-focus-visible:outline-2 data-focus-visible:outline-accent data-hovered:bg-sunken data-selected:bg-accent-soft"
          >
            <OrderRow
              stage={{ handle, name, ...stage }}
              place={stages.findIndex((each) => each.handle === handle)}
              total={stages.length - (careOf(stages) ? 1 : 0)}
              hue={stageHue(
                stages.findIndex((each) => each.handle === handle),
                stages.length,
              )}
              onMove={onMove}
            />
          </GridListItem>
        )}
      </GridList>
      <Button icon={IconPlus} variant="quiet" onPress={onAdd} className="-ms-3 self-start">
        {t('processes.add-stage')}
      </Button>
    </Card>
  )
}

interface OrderRowProps {
  readonly stage: EditedStage
  readonly place: number
  /** Of the stages that can be put in order: care is not one of them. */
  readonly total: number
  readonly hue: number
  readonly onMove: (handle: string, to: number) => void
}

function OrderRow({ stage: { handle, name }, place, total, hue, onMove }: OrderRowProps) {
  const { t } = useWords()
  return (
    <>
      <AriaButton
        slot="drag"
        className="grid size-6 shrink-0 cursor-grab place-items-center rounded-1 text-ink-3 outline-none data-focus-visible:outline-2 data-focus-visible:outline-accent"
      >
        <IconGripVertical size={16} />
      </AriaButton>
      <Dot colour={stageColour(hue)} />
      <span className="min-w-0 flex-1 truncate font-medium">
        <bdi>{name}</bdi>
      </span>
      <span className="flex opacity-0 group-data-focus-visible-within/row:opacity-100 group-data-hovered/row:opacity-100 group-data-selected/row:opacity-100 pointer-coarse:opacity-100">
        <IconButton
          icon={IconArrowUp}
          label={t('processes.move-up', { name })}
          isDisabled={place === 0 || place >= total}
          onPress={() => onMove(handle, place - 1)}
          className="min-h-7! w-7!"
        />
        <IconButton
          icon={IconArrowDown}
          label={t('processes.move-down', { name })}
          isDisabled={place >= total - 1}
          onPress={() => onMove(handle, place + 1)}
          className="min-h-7! w-7!"
        />
      </span>
    </>
  )
}

function careOf(stages: readonly EditedStage[]): EditedStage | undefined {
  const last = stages.at(-1)
  return last?.phases.includes('care') ? last : undefined
}
