import type { ReactNode } from 'react'
import { Button, Dialog, useWords } from '../ui/index.ts'
import type { Dispute } from './disputes.ts'

/** Two have changed the same field: both values, and the choice. */
export function DisputeDialog({ dispute: { label, mine, theirs, settle } }: { dispute: Dispute }) {
  const { t } = useWords()
  return (
    <Dialog title={t('live.dispute.title', { field: label })} isOpen onClose={() => settle('undecided')} size="small">
      <p className="-mt-2 mb-4 text-ink-2">{t('live.dispute.why')}</p>
      <dl className="flex flex-col gap-2">
        <Side word={t('live.dispute.theirs')}>{theirs}</Side>
        <Side word={t('live.dispute.mine')}>{mine}</Side>
      </dl>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onPress={() => settle('theirs')}>{t('live.dispute.keep-theirs')}</Button>
        <Button variant="primary" onPress={() => settle('mine')}>
          {t('live.dispute.keep-mine')}
        </Button>
      </div>
    </Dialog>
  )
}

function Side({ word, children }: { word: string; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="rounded-2 border border-line bg-surface px-3 py-2">
      <dt className="text-12 text-ink-3">{word}</dt>
      <dd className="font-medium wrap-anywhere">
        {children || <span className="font-normal text-ink-3">{t('people.field.empty')}</span>}
      </dd>
    </div>
  )
}
