import { DropZone } from 'react-aria-components/DropZone'
import { Text } from 'react-aria-components/Text'
import { useWords } from '../ui/index.ts'
import { cardOn } from './board.ts'
import type { Board } from './board.ts'
import { useDealActs } from './deal-acts.tsx'
import { dragType, dragged } from './dragged.ts'
import { endIcons, openEndings } from './endings.ts'

const colours = {
  win: 'text-ok data-drop-target:border-ok data-drop-target:bg-ok-soft',
  lose: 'text-bad data-drop-target:border-bad data-drop-target:bg-bad-soft',
  postpone: 'text-warn data-drop-target:border-warn data-drop-target:bg-warn-soft',
  disqualify: 'text-ink-2 data-drop-target:border-ink-3 data-drop-target:bg-sunken',
}

/** The four ends of a deal, under the columns while a card is in the hand. */
export function DropZones({ board }: { board: Board }) {
  const { t } = useWords()
  const acts = useDealActs()
  return (
    <div className="absolute inset-x-0 bottom-0 z-10 grid animate-appear grid-cols-2 gap-2 border-t border-line bg-raised p-3 shadow-dialog tablet:grid-cols-4">
      {openEndings.map((ending) => (
        <DropZone
          key={ending}
          getDropOperation={(types) => (types.has(dragType) ? 'move' : 'cancel')}
          onDrop={({ items }) => {
            void dragged(items).then((id) => {
              const card = id && cardOn(board, id)
              if (card) acts.end(card, ending)
            })
          }}
          className={`flex min-h-14 items-center justify-center gap-2 rounded-3 border-2 border-dashed border-line-strong font-medium transition-colors data-focus-visible:outline-2 data-focus-visible:outline-accent ${colours[ending]}`}
        >
          <EndIcon ending={ending} />
          <Text slot="label">{t(`deals.act.${ending}`)}</Text>
        </DropZone>
      ))}
    </div>
  )
}

function EndIcon({ ending }: { ending: (typeof openEndings)[number] }) {
  const Glyph = endIcons[ending]
  return <Glyph size={20} stroke={1.75} />
}
