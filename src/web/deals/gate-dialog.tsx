import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs'
import { confirmCriterion } from '../../contract/deals.ts'
import { call } from '../api.ts'
import { Button, Checkbox, Dialog, Form, Notice, TextField, useProblemWords, useWords } from '../ui/index.ts'
import { useDealSaved } from './deal-query.ts'
import type { Stopped } from './use-deal-moves.ts'

interface GateDialogProps {
  readonly stopped: Stopped
  readonly onClose: () => void
  /** Tries the move again, over the gate if a reason is given. */
  readonly onMove: (reason?: string) => void
}

type Gate = Stopped['gates'][number]
type Missing = Gate['missing'][number]

interface Confirmation {
  readonly gate: Gate
  readonly missing: Missing
  readonly met: boolean
}

/** What keeps a deal from moving on, gate by gate: confirm it here and go on, or go on anyway and say why. */
export function GateDialog({ stopped, onClose, onMove }: GateDialogProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const saved = useDealSaved()
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [isOverriding, setIsOverriding] = useState(false)
  const confirm = useMutation({
    mutationFn: ({ gate, missing, met }: Confirmation) =>
      call(confirmCriterion, {
        params: { id: stopped.deal.id },
        body: { stage: gate.stageId, criterion: missing.key, met },
      }),
    onMutate: ({ gate, missing, met }) => setConfirmed((known) => toggled(known, keyOf(gate, missing), met)),
    onSuccess: saved,
    onError: (_, { gate, missing, met }) => setConfirmed((known) => toggled(known, keyOf(gate, missing), !met)),
  })
  const open = stopped.gates.flatMap((gate) =>
    gate.missing.filter((missing) => !confirmed.includes(keyOf(gate, missing))),
  )
  return (
    <Dialog title={t('deals.gate.title', { stage: stopped.to.name })} isOpen onClose={onClose}>
      <p className="mb-4 text-ink-2">
        <bdi>{stopped.deal.name}</bdi>
      </p>
      <div className="flex flex-col gap-4">
        {stopped.gates.map((gate) => (
          <GateList
            key={gate.stageId}
            gate={gate}
            isConfirmed={(missing) => confirmed.includes(keyOf(gate, missing))}
            onConfirm={(missing, met) => confirm.mutate({ gate, missing, met })}
          />
        ))}
        {confirm.isError && <Notice tone="bad">{say(confirm.error)}</Notice>}
        {isOverriding ? (
          <Override onBack={() => setIsOverriding(false)} onMove={onMove} />
        ) : (
          <div className="flex flex-wrap justify-end gap-2">
            {stopped.mayOverride && open.length > 0 && (
              <Button variant="quiet" onPress={() => setIsOverriding(true)}>
                {t('deals.gate.override')}
              </Button>
            )}
            <Button onPress={onClose}>{t('deals.cancel')}</Button>
            <Button
              variant="primary"
              isDisabled={open.length > 0}
              isPending={confirm.isPending}
              onPress={() => onMove()}
            >
              {t('deals.gate.move', { stage: stopped.to.name })}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface GateListProps {
  readonly gate: Gate
  readonly isConfirmed: (missing: Missing) => boolean
  readonly onConfirm: (missing: Missing, met: boolean) => void
}

function GateList({ gate, isConfirmed, onConfirm }: GateListProps) {
  const { t } = useWords()
  return (
    <section className="rounded-3 border border-line p-3">
      <h3 className="mb-2 text-12 font-medium text-ink-3">
        <bdi>{gate.stage}</bdi>
      </h3>
      <ul className="flex flex-col gap-1.5">
        {gate.missing.map((missing) => (
          <li key={missing.key}>
            {missing.kind === 'statement' ? (
              <Checkbox isSelected={isConfirmed(missing)} onChange={(met) => onConfirm(missing, met)}>
                {missing.text}
              </Checkbox>
            ) : (
              <span className="flex min-h-6 items-start gap-2">
                <IconCircleDashed size={16} className="mt-0.5 shrink-0 text-warn" />
                {t(`codes.criterion.${missing.kind}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Override({ onBack, onMove }: { onBack: () => void; onMove: (reason: string) => void }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  return (
    <Form
      label={t('deals.gate.override')}
      onSubmit={() => reason.trim() && onMove(reason.trim())}
      actions={
        <>
          <Button onPress={onBack}>{t('deals.back')}</Button>
          <Button type="submit" variant="primary" isDisabled={!reason.trim()}>
            {t('deals.gate.override')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('deals.gate.reason')}
        description={t('deals.gate.reason.note')}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={1000}
        isRequired
        autoFocus
      />
    </Form>
  )
}

function keyOf(gate: Gate, missing: Missing): string {
  return `${gate.stageId} ${missing.key}`
}

function toggled(known: readonly string[], key: string, isIn: boolean): readonly string[] {
  return isIn ? [...known, key] : known.filter((each) => each !== key)
}
