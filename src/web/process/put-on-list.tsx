import { Link } from '@tanstack/react-router'
import type { ImprovementOrigin } from '../../contract/improvements.ts'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, toast, useProblemWords, useWords } from '../ui/index.ts'
import { type NewImprovement, useImprovementActs, useImprovements } from './improvements-query.ts'

interface PutOnListProps {
  readonly process: string
  readonly title: string
  readonly stage: string | null
  readonly from: NonNullable<NewImprovement['from']>
  /** Whether it is this that an improvement came from. */
  readonly isOf: (origin: ImprovementOrigin) => boolean
}

/** Puts something on the list of improvements with one press; of what is there already it says so. */
export function PutOnList({ process, title, stage, from, isOf }: PutOnListProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const address = useAddress()
  const mayEdit = useRight('process.edit')
  const { items, isSuccess } = useImprovements(process)
  const { add, remove } = useImprovementActs()
  const isListed = items.some(
    ({ state, origin }) => (state === 'waiting' || state === 'under_way') && origin !== null && isOf(origin),
  )
  if (isListed)
    return (
      <Link
        to={address('process')}
        search={{ process, view: 'improvements' }}
        className="self-center px-2 text-accent hover:underline"
      >
        {t('improvements.listed')}
      </Link>
    )
  if (!mayEdit || !isSuccess) return null
  const onError = (error: unknown) => void toast({ text: say(error), tone: 'bad' })
  const put = () =>
    add.mutate(
      { processId: process, title, why: '', stage, ownerId: null, from },
      {
        onSuccess: ({ id }) =>
          void toast({
            text: t('improvements.put.done', { name: title }),
            onUndo: () => remove.mutate({ id }, { onError }),
          }),
        onError,
      },
    )
  return (
    <Button isPending={add.isPending} onPress={put}>
      {t('improvements.put')}
    </Button>
  )
}
