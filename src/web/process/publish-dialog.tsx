import type { ProcessVersion, StageDraft } from '../../contract/process.ts'
import { Button, Dialog, useWords } from '../ui/index.ts'
import { draftChanges } from './draft-changes.ts'
import type { DraftChange } from './draft-changes.ts'
import type { Overrides } from './stage-edits.ts'

interface PublishDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly published: ProcessVersion
  /** Of the draft. */
  readonly number: number
  readonly draft: { readonly stages: readonly StageDraft[]; readonly overrides: Overrides }
  readonly isPending: boolean
  readonly onPublish: () => void
}

/** What publishing changes, in words, before it is done: a published version is never edited again. */
export function PublishDialog({ isOpen, onClose, published, number, draft, isPending, onPublish }: PublishDialogProps) {
  const { t } = useWords()
  const changes = draftChanges(published, draft)
  return (
    <Dialog title={t('processes.publish.title', { number })} isOpen={isOpen} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {changes.length === 0 ? (
          <p>{t('processes.publish.nothing')}</p>
        ) : (
          <ul className="flex list-disc flex-col gap-1 ps-5">
            {changes.map((change) => (
              <li key={keyOf(change)}>
                <ChangeWords change={change} />
              </li>
            ))}
          </ul>
        )}
        <p className="text-ink-2">
          {t('processes.publish.deals', { count: published.openDeals, from: published.number, to: number })}
        </p>
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onPress={onClose}>
            {t('processes.cancel')}
          </Button>
          <Button variant="primary" isPending={isPending} onPress={onPublish}>
            {t('processes.publish.send')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function ChangeWords({ change }: { change: DraftChange }) {
  const { t, locale } = useWords()
  const list = (names: readonly string[]) => new Intl.ListFormat(locale).format(names)
  switch (change.kind) {
    case 'changed':
      return t('processes.change.changed', {
        name: change.name,
        fields: list(change.fields.map((field) => t(`processes.field.${field}`))),
      })
    case 'reordered':
      return t('processes.change.reordered', { names: list(change.names) })
    case 'overrides':
      return t('processes.change.overrides', { who: t(`codes.overrides.${change.overrides}`) })
    case 'renamed':
      return t('processes.change.renamed', { name: change.name, from: change.from })
    case 'added':
    case 'removed':
      return t(`processes.change.${change.kind}`, { name: change.name })
  }
}

function keyOf(change: DraftChange): string {
  return 'name' in change ? `${change.kind} ${change.name}` : change.kind
}
