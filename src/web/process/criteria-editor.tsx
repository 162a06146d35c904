import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { criterionKinds } from '../../contract/process.ts'
import type { Criterion } from '../../contract/process.ts'
import { Button, IconButton, cx, SelectField, TextField, useWords } from '../ui/index.ts'
import { freeKey } from './stage-edits.ts'

interface CriteriaEditorProps {
  readonly title: string
  readonly criteria: readonly Criterion[]
  /** Keys that both lists of the stage use already. */
  readonly taken: readonly string[]
  readonly onChange: (criteria: Criterion[]) => void
}

type Kind = Criterion['kind']

/** What a gate asks for: sentences to confirm, or what the deal itself shows. */
export function CriteriaEditor({ title, criteria, taken, onChange }: CriteriaEditorProps) {
  const { t } = useWords()
  const replace = (at: number, criterion: Criterion) => onChange(criteria.toSpliced(at, 1, criterion))
  const fresh = (kind: Kind, but?: string): Criterion => {
    const others = new Set(taken.filter((key) => key !== but))
    return { key: freeKey(kind === 'statement' ? 'criterion' : kind, 'criterion', others), kind, text: null }
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">{title}</legend>
      {criteria.map((criterion, at) => (
        <div key={criterion.key} className="flex flex-wrap items-start gap-2 tablet:flex-nowrap">
          <SelectField<Kind>
            label={t('processes.criterion.kind')}
            hideLabel
            className={cx(
              'tablet:w-64 tablet:shrink-0 tablet:grow-0',
              criterion.kind === 'statement' ? 'w-full' : 'grow',
            )}
            options={criterionKinds.map((id) => ({ id, label: t(`codes.criterion.${id}`) }))}
            value={criterion.kind}
            onChange={(kind) => replace(at, fresh(kind, criterion.key))}
          />
          {criterion.kind === 'statement' ? (
            <TextField
              label={t('processes.criterion.text')}
              hideLabel
              placeholder={t('processes.criterion.text')}
              className="min-w-0 flex-1"
              maxLength={300}
              value={criterion.text ?? ''}
              onChange={(text) => replace(at, { ...criterion, text: text === '' ? null : text })}
            />
          ) : (
            <span className="hidden flex-1 tablet:block" />
          )}
          <IconButton
            icon={IconX}
            label={t('ui.remove', { name: criterion.text ?? t(`codes.criterion.${criterion.kind}`) })}
            onPress={() => onChange(criteria.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button
        variant="quiet"
        icon={IconPlus}
        className="-ms-3 self-start"
        isDisabled={criteria.length >= most}
        onPress={() => onChange([...criteria, fresh('statement')])}
      >
        {t('processes.criterion.add')}
      </Button>
    </fieldset>
  )
}

// The contract's limit of a list.
const most = 20
