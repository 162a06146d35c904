import { useMutation } from '@tanstack/react-query'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs'
import { changeClosingItem } from '../../contract/closing-items.ts'
import type { ClosingItem } from '../../contract/closing-items.ts'
import { call } from '../api.ts'
import { useToday } from '../people/use-today.ts'
import { Badge, Checkbox, Day, IconButton, cx, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useClosingRead } from './closing-query.ts'

interface ChecklistProps {
  readonly items: readonly ClosingItem[]
  readonly mayChange: boolean
  readonly onEdit: ((item: ClosingItem) => void) | undefined
}

/** What is to be done for the close, each with its owner and day, and how long others have had it. */
export function Checklist({ items, mayChange, onEdit }: ChecklistProps) {
  return (
    <ul className="flex flex-col">
      {items.map((item) => (
        <Line key={item.id} item={item} mayChange={mayChange} onEdit={onEdit} />
      ))}
    </ul>
  )
}

interface LineProps extends Omit<ChecklistProps, 'items'> {
  readonly item: ClosingItem
}

function Line({ item, mayChange, onEdit }: LineProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const change = useMutation({
    mutationFn: (body: { done?: boolean; sent?: boolean }) =>
      call(changeClosingItem, { params: { id: item.id }, version: item.version, body }),
    onSettled: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const isDone = item.doneAt !== null
  const isOut = item.sentAt !== null
  return (
    <li className="flex items-start gap-2 border-b border-line py-2 last:border-b-0">
      <Checkbox
        isSelected={isDone}
        isDisabled={!mayChange || change.isPending}
        onChange={(done) => change.mutate({ done })}
        className="min-w-0 flex-1"
      >
        <span className="flex min-w-0 flex-col">
          <bdi className={cx('wrap-anywhere', isDone && 'text-ink-3 line-through')}>{item.title}</bdi>
          <LineFacts item={item} />
        </span>
      </Checkbox>
      {mayChange && !isDone && (
        <IconButton
          icon={isOut ? IconArrowBackUp : IconSend}
          label={t(isOut ? 'closing.item.returned' : 'closing.item.send', { title: item.title })}
          isPending={change.isPending}
          onPress={() => change.mutate({ sent: !isOut })}
        />
      )}
      {onEdit && (
        <IconButton
          icon={IconPencil}
          label={t('closing.item.edit-of', { title: item.title })}
          onPress={() => onEdit(item)}
        />
      )}
    </li>
  )
}

function LineFacts({ item: { kind, owner, dueOn, sentAt, waitedDays, rounds, doneAt } }: { item: ClosingItem }) {
  const { t } = useWords()
  const today = useToday()
  const isLate = doneAt === null && dueOn !== null && dueOn < today
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
      <span>{t(`codes.closing_kind.${kind}`)}</span>
      {owner && <bdi>{owner.name}</bdi>}
      {dueOn && <Day value={dueOn} />}
      {isLate && <Badge tone="bad">{t('closing.item.late')}</Badge>}
      {sentAt !== null && <Badge tone="warn">{t('closing.item.out', { days: waitedDays })}</Badge>}
      {sentAt === null && rounds > 0 && <span>{t('closing.item.was-out', { rounds, days: waitedDays })}</span>}
    </span>
  )
}
