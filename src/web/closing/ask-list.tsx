import { useMutation } from '@tanstack/react-query'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { withdrawCloseAsk } from '../../contract/closing.ts'
import type { CloseAsk } from '../../contract/closing.ts'
import { call } from '../api.ts'
import { Ago, Badge, IconButton, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useClosingRead } from './closing-query.ts'

const tones = { yes: 'ok', not_yet: 'warn', no: 'bad' } as const

/** How often the order was asked for, and what the buyer said. */
export function AskList({ asks, mayWork }: { asks: readonly CloseAsk[]; mayWork: boolean }) {
  return (
    <ul className="flex flex-col">
      {asks.map((ask) => (
        <AskLine key={ask.id} ask={ask} mayWork={mayWork} />
      ))}
    </ul>
  )
}

function AskLine({ ask, mayWork }: { ask: CloseAsk; mayWork: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const withdraw = useMutation({
    mutationFn: () => call(withdrawCloseAsk, { params: { id: ask.id } }),
    onSuccess: readAnew,
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const technique = ask.ownTechnique?.name ?? t(`codes.technique.${ask.technique}`)
  const heldOut = ask.scarcity ?? ask.incentive
  return (
    <li className="flex items-center gap-2 border-b border-line py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="font-medium">{technique}</bdi>
          <Badge tone={tones[ask.answer]}>{t(`codes.close_answer.${ask.answer}`)}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-2 text-12 text-ink-2">
          <Ago value={ask.askedAt} />
          {ask.signal !== 'not_stated' && <span>{t(`codes.signal.${ask.signal}`)}</span>}
          {heldOut && <bdi>{heldOut.name}</bdi>}
          {ask.askedBy && <bdi>{ask.askedBy.name}</bdi>}
        </p>
      </div>
      {mayWork && (
        <IconButton
          icon={IconX}
          label={t('closing.ask.withdraw', { technique })}
          isPending={withdraw.isPending}
          onPress={() => withdraw.mutate()}
        />
      )}
    </li>
  )
}
