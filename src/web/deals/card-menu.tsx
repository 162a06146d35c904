import IconArrowsDiagonal from '@tabler/icons-react/dist/esm/icons/IconArrowsDiagonal.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconLayoutSidebarRight from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebarRight.mjs'
import type { BoardCard } from '../../contract/board.ts'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Dot, MenuItem, MenuSection, RowMenu, useWords } from '../ui/index.ts'
import { columnOf } from './board.ts'
import type { Board } from './board.ts'
import { useDealActs } from './deal-acts.tsx'
import { endIcons, openEndings } from './endings.ts'
import { columnColour } from './stage-look.ts'

interface CardMenuProps {
  readonly card: BoardCard
  readonly board: Board
  readonly onOpen: () => void
}

/** Everything that can be done with a card without dragging it. */
export function CardMenu({ card, board, onOpen }: CardMenuProps) {
  const { t } = useWords()
  return (
    <RowMenu
      icon={IconDots}
      label={t('deals.card.menu', { deal: card.name })}
      shortcut="."
      className="size-6! min-h-6! w-6!"
    >
      <CardActs card={card} board={board} onOpen={onOpen} />
    </RowMenu>
  )
}

function CardActs({ card, board, onOpen }: CardMenuProps) {
  const { t } = useWords()
  const go = useGo()
  const acts = useDealActs()
  const mayWork = useRight('deals.work')
  const here = columnOf(board, card.id)
  return (
    <>
      <MenuSection title={t('deals.card.open')}>
        <MenuItem icon={IconLayoutSidebarRight} shortcut="Enter" onAction={onOpen}>
          {t('deals.card.open-panel')}
        </MenuItem>
        <MenuItem icon={IconArrowsDiagonal} shortcut="⇧Enter" onAction={() => go(`deals/${card.id}`)}>
          {t('deals.card.open-page')}
        </MenuItem>
      </MenuSection>
      {mayWork && (
        <MenuSection title={t('deals.card.move-to')}>
          {board.columns.map(({ stage }, index) => (
            <MenuItem
              key={stage.key}
              mark={<Dot colour={columnColour(index, board.columns.length)} />}
              isDisabled={stage.key === here?.stage.key}
              onAction={() => acts.move(card, stage)}
            >
              {stage.name}
            </MenuItem>
          ))}
        </MenuSection>
      )}
      {mayWork && (
        <MenuSection title={t('deals.card.end')}>
          {openEndings.map((ending) => (
            <MenuItem key={ending} icon={endIcons[ending]} onAction={() => acts.end(card, ending)}>
              {t(`deals.act.${ending}`)}
            </MenuItem>
          ))}
        </MenuSection>
      )}
    </>
  )
}
