import type { Deal } from '../../contract/deals.ts'
import type { Signal } from '../../contract/facts.ts'
import { useDealActs } from '../deals/deal-acts.tsx'
import { Button, Notice, useWords } from '../ui/index.ts'

interface CloseNowProps {
  readonly deal: Deal
  readonly signal: Signal
  /** What happened, in a sentence. */
  readonly said: string
  readonly onClose: () => void
}

/** The buyer has just given a signal: the way to the signature is one key. */
export function CloseNow({ deal, signal, said, onClose }: CloseNowProps) {
  const { t } = useWords()
  const acts = useDealActs()
  const close = () => {
    onClose()
    acts.end(deal, 'win', signal)
  }
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="ok">{said}</Notice>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('objections.overcome.not-yet')}</Button>
        <Button variant="primary" autoFocus onPress={close}>
          {t('objections.overcome.close')}
        </Button>
      </div>
    </div>
  )
}
