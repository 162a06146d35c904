import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { objectionKinds } from '../../contract/facts.ts'
import type { ObjectionKind } from '../../contract/facts.ts'
import { logObjection, withdrawObjection } from '../../contract/objections.ts'
import type { Objection } from '../../contract/objections.ts'
import { call } from '../api.ts'
import { Dialog, Notice, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { useObjectionsRead } from './objections-read.ts'
import { SettleForm } from './settle-form.tsx'

interface ObjectionDialogProps {
  readonly deal: Deal
  /** One that was logged before; null for a new one. */
  readonly objection: Objection | null
  readonly onClose: () => void
}

/** Logged by two keys, O and the number of its kind; the answers that are prepared for it follow at once. */
export function ObjectionDialog({ deal, objection, onClose }: ObjectionDialogProps) {
  const { t } = useWords()
  const [raised, setRaised] = useState(objection)
  return (
    <Dialog title={t(raised ? 'objections.answer' : 'objections.log')} isOpen onClose={onClose}>
      <p className="-mt-2 mb-4 truncate text-ink-2">
        <bdi>{deal.name}</bdi>
      </p>
      {raised ? (
        <SettleForm deal={deal} objection={raised} onClose={onClose} />
      ) : (
        <KindChoice deal={deal} onRaised={setRaised} />
      )}
    </Dialog>
  )
}

function KindChoice({ deal, onRaised }: { deal: Deal; onRaised: (objection: Objection) => void }) {
  const { t } = useWords()
  const { number } = useFormats()
  const say = useProblemWords()
  const readAnew = useObjectionsRead()
  const raise = useMutation({
    mutationFn: (kind: ObjectionKind) => call(logObjection, { body: { dealId: deal.id, kind } }),
    onSuccess: (objection) => {
      onRaised(objection)
      readAnew()
      const undo = () =>
        void call(withdrawObjection, { params: { id: objection.id } })
          .then(readAnew)
          .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
      toast({ text: t('objections.logged'), onUndo: undo })
    },
  })
  const pickByNumber = (event: KeyboardEvent) => {
    const kind = objectionKinds[Number(event.key) - 1]
    if (kind && !raise.isPending && !event.metaKey && !event.ctrlKey && !event.altKey) raise.mutate(kind)
  }
  return (
    <div role="group" aria-label={t('objections.kind')} onKeyDown={pickByNumber} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-1.5 tablet:grid-cols-3">
        {objectionKinds.map((kind, index) => (
          <button
            key={kind}
            type="button"
            // The dialog is open for nothing else.
            ref={index === 0 ? focused : null}
            disabled={raise.isPending}
            onClick={() => raise.mutate(kind)}
            className="flex min-h-11 items-center gap-2 rounded-2 border border-line px-2.5 py-1.5 text-start transition-colors hover:border-line-strong hover:bg-sunken disabled:opacity-50"
          >
            <span aria-hidden className="text-11 text-ink-3 tabular-nums">
              {number(index + 1)}
            </span>
            <span className="min-w-0 leading-tight">{t(`codes.objection-kind.${kind}`)}</span>
          </button>
        ))}
      </div>
      {raise.isError && <Notice tone="bad">{say(raise.error)}</Notice>}
    </div>
  )
}

function focused(element: HTMLElement | null): void {
  element?.focus()
}
