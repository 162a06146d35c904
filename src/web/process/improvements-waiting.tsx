import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import type { Improvement } from '../../contract/improvements.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { useRight } from '../shell/session.ts'
import { Button, Card, Dialog, IconButton, toast, useProblemWords, useWords } from '../ui/index.ts'
import { StartForm } from './improvement-forms.tsx'
import { ImprovementMenu } from './improvement-menu.tsx'
import { ImprovementWords } from './improvement-words.tsx'
import { useImprovementActs } from './improvements-query.ts'
import { useReordering } from './use-reordering.tsx'

interface WaitingProps {
  readonly process: ProcessDetail
  readonly waiting: readonly Improvement[]
}

/** Those that wait, in the order that people put them in: dragged by mouse, touch or keyboard, or moved by the buttons. */
export function ImprovementsWaiting({ process, waiting }: WaitingProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const mayEdit = useRight('process.edit')
  const { move } = useImprovementActs()
  const [started, start] = useState<Improvement | null>(null)
  const moveTo = (id: string, to: number) => {
    const others = waiting.filter((each) => each.id !== id)
    const onError = (error: unknown) => toast({ text: say(error), tone: 'bad' })
    move.mutate({ id, before: others[to]?.id ?? null }, { onError })
  }
  const dragAndDropHooks = useReordering(
    waiting.map(({ id, title }) => ({ key: id, name: title })),
    moveTo,
  )
  return (
    <Card title={t('improvements.waiting')}>
      {waiting.length === 0 && <p className="text-ink-2">{t('improvements.waiting.none')}</p>}
      {waiting.length > 0 && (
        <GridList
          aria-label={t('improvements.waiting')}
          items={waiting}
          dependencies={[waiting, mayEdit]}
          keyboardNavigationBehavior="tab"
          {...(mayEdit ? { dragAndDropHooks } : {})}
          className="-mx-2 flex flex-col outline-none"
        >
          {(improvement) => (
            <Row
              process={process}
              improvement={improvement}
              place={waiting.indexOf(improvement)}
              total={waiting.length}
              onMove={moveTo}
              onStart={() => start(improvement)}
            />
          )}
        </GridList>
      )}
      <Dialog
        title={t('improvements.start.named', { name: started?.title ?? '' })}
        isOpen={started !== null}
        onClose={() => start(null)}
      >
        {started && <StartForm process={process} improvement={started} onClose={() => start(null)} />}
      </Dialog>
    </Card>
  )
}

interface RowProps {
  readonly process: ProcessDetail
  readonly improvement: Improvement
  readonly place: number
  readonly total: number
  readonly onMove: (id: string, to: number) => void
  readonly onStart: () => void
}

function Row(props: RowProps) {
  const { improvement } = props
  const mayEdit = useRight('process.edit')
  return (
    <GridListItem
      id={improvement.id}
      textValue={improvement.title}
      className="flex cursor-default flex-wrap items-start gap-x-2 gap-y-1 rounded-2 px-1.5 py-2 outline-none data-dragging:opacity-50 data-focus-visible:outline-2 data-focus-visible:outline-accent"
    >
      {mayEdit && (
        <AriaButton
          slot="drag"
          className="grid size-6 shrink-0 cursor-grab place-items-center rounded-1 text-ink-3 outline-none data-focus-visible:outline-2 data-focus-visible:outline-accent print:hidden"
        >
          <IconGripVertical size={16} />
        </AriaButton>
      )}
      <div className="min-w-0 flex-1 basis-60">
        <ImprovementWords improvement={improvement} />
      </div>
      {mayEdit && <Acts {...props} />}
    </GridListItem>
  )
}

function Acts({ process, improvement, place, total, onMove, onStart }: RowProps) {
  const { t } = useWords()
  const { id, title: name } = improvement
  return (
    <span className="ms-auto flex items-center gap-1 print:hidden">
      <IconButton
        icon={IconArrowUp}
        label={t('processes.move-up', { name })}
        isDisabled={place === 0}
        onPress={() => onMove(id, place - 1)}
      />
      <IconButton
        icon={IconArrowDown}
        label={t('processes.move-down', { name })}
        isDisabled={place === total - 1}
        onPress={() => onMove(id, place + 1)}
      />
      <Button onPress={onStart}>
        {t('improvements.start')}
        <span className="sr-only">{name}</span>
      </Button>
      <ImprovementMenu process={process} improvement={improvement} />
    </span>
  )
}
