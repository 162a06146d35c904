import { Link } from '@tanstack/react-router'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { Wheel, stageHue } from '../charts/index.ts'
import { useNewDeal } from '../shell/new-deal.ts'
import { useAddress, usePlaces } from '../shell/places.ts'
import { Button, EmptyState, buttonClass, useWords } from '../ui/index.ts'
import type { Board } from './board.ts'
import { useLook } from './use-look.ts'

/** A board without a card: the cycle that waits for its first deal, and the two ways to get one. */
export function EmptyBoard({ board, isFiltered }: { board: Board; isFiltered: boolean }) {
  const { t } = useWords()
  const address = useAddress()
  const newDeal = useNewDeal()
  const [, setLook] = useLook()
  const mayImport = usePlaces().some(({ id }) => id === 'import')
  const stages = board.columns.map(({ stage: { key, name } }, index) => ({
    key,
    name,
    count: 0,
    medianDays: null,
    hue: stageHue(index, board.columns.length + 1),
  }))
  if (isFiltered) {
    return (
      <EmptyState action={<Button onPress={() => setLook({ owner: undefined })}>{t('deals.board.show-all')}</Button>}>
        {t('deals.board.none-of-owner')}
      </EmptyState>
    )
  }
  return (
    <div className="h-full overflow-y-auto py-6">
      <div className="mx-auto max-w-160 px-4">
        <Wheel label={t('deals.board.title')} stages={stages} maximumRadius={150} />
      </div>
      <div className="-mt-6">
        <EmptyState
          action={
            <div className="flex flex-wrap justify-center gap-2">
              {newDeal.isOffered && (
                <Button variant="primary" icon={IconPlus} shortcut="C" onPress={newDeal.open}>
                  {t('deals.board.first')}
                </Button>
              )}
              {mayImport && (
                <Link to={address('import')} className={buttonClass('plain')}>
                  {t('deals.board.import')}
                </Link>
              )}
            </div>
          }
        >
          {t('deals.board.empty')}
        </EmptyState>
      </div>
    </div>
  )
}
