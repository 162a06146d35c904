import { useWords } from '../ui/index.ts'
import type { DraftChange } from './draft-changes.ts'

/** One difference between two versions, as a sentence. */
export function ChangeWords({ change }: { change: DraftChange }) {
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

export function changeId(change: DraftChange): string {
  return 'name' in change ? `${change.kind} ${change.name}` : change.kind
}
