import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useState } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import {
  type Condition,
  type Filter,
  filterLimits,
  isCondition,
  type Operator,
  operatorsFor,
} from '../../contract/filters.ts'
import { Button, Dialog, IconButton, SelectField, useFormats, useWords } from '../ui/index.ts'
import { useFieldName } from './field-words.ts'
import { useFields } from './fields.ts'
import { FilterValue, usualValue } from './filter-value.tsx'
import { conditionsOf, partsOf } from './filter-words.ts'

interface FilterDialogProps {
  readonly kind: ListKind
  readonly filter: Filter | undefined
  readonly onClose: () => void
  readonly onApply: (filter: Filter | undefined) => void
}

/** A group under edit: what joins its parts, and the parts themselves. */
type Group = { readonly and: readonly Filter[] } | { readonly or: readonly Filter[] }

/** Builds a filter: conditions that all hold or of which one does, and groups of such. */
export function FilterDialog({ kind, filter, onClose, onApply }: FilterDialogProps) {
  const { t } = useWords()
  const fields = useFields(kind)
  const [draft, setDraft] = useState<Group>(() => groupOf(fields, filter))
  const isWhole = conditionsOf(draft).every(isComplete)
  const apply = () => {
    const cleaned = withoutEmpty(draft)
    onApply(partsOf(cleaned).length > 0 || 'or' in cleaned ? cleaned : undefined)
    onClose()
  }
  return (
    <Dialog title={t('views.filter.title')} isOpen onClose={onClose} size="large">
      <GroupEditor kind={kind} group={draft} depth={1} onChange={setDraft} />
      <footer className="mt-5 flex justify-end gap-2">
        <Button
          variant="quiet"
          onPress={() => {
            onApply(undefined)
            onClose()
          }}
        >
          {t('views.filter.clear')}
        </Button>
        <Button variant="primary" onPress={apply} isDisabled={!isWhole}>
          {t('views.filter.apply')}
        </Button>
      </footer>
    </Dialog>
  )
}

function groupOf(fields: readonly Field[], filter: Filter | undefined): Group {
  if (filter && !isCondition(filter)) return filter
  return { and: [filter ?? firstCondition(fields)] }
}

function firstCondition(fields: readonly Field[]): Condition {
  const field = fields.find(({ isFilterable }) => isFilterable)
  return field ? conditionOn(field) : { field: 'name', op: 'contains' }
}

function conditionOn(field: Field): Condition {
  const op = operatorsFor(field)[0] ?? 'is'
  return withValue(field, op)
}

function withValue(field: Field, op: Operator): Condition {
  const value = usualValue(field, op)
  return value === undefined ? { field: field.key, op } : { field: field.key, op, value }
}

function isComplete({ op, value }: Condition): boolean {
  if (op === 'empty' || op === 'not_empty') return true
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''
}

/** Without groups that hold nothing. */
function withoutEmpty(group: Group): Group {
  const keep = (parts: readonly Filter[]) =>
    parts
      .map((part) => (isCondition(part) ? part : withoutEmpty(part)))
      .filter((part) => isCondition(part) || inner(part).length > 0)
  return 'and' in group ? { and: keep(group.and) } : { or: keep(group.or) }
}

function inner(group: Group): readonly Filter[] {
  return 'and' in group ? group.and : group.or
}

interface GroupEditorProps {
  readonly kind: ListKind
  readonly group: Group
  readonly depth: number
  readonly onChange: (group: Group) => void
  readonly onRemove?: () => void
}

function GroupEditor({ kind, group, depth, onChange, onRemove }: GroupEditorProps) {
  const { t } = useWords()
  const fields = useFields(kind)
  const parts = inner(group)
  const joint = 'and' in group ? 'and' : 'or'
  const put = (next: readonly Filter[], by: string = joint) => onChange(by === 'and' ? { and: next } : { or: next })
  const change = (at: number, part: Filter) => put(parts.map((each, index) => (index === at ? part : each)))
  const remove = (at: number) => put(parts.filter((_, index) => index !== at))
  return (
    <fieldset className={depth > 1 ? 'rounded-3 border border-line bg-sunken p-3' : ''}>
      <legend className="sr-only">{t('views.filter.group')}</legend>
      <div className="mb-2 flex items-center gap-2">
        <SelectField
          label={t('views.filter.joint')}
          hideLabel
          options={(['and', 'or'] as const).map((id) => ({ id, label: t(`views.filter.joint.${id}`) }))}
          value={joint}
          onChange={(next) => put(parts, next)}
          className="w-60"
        />
        {onRemove && (
          <IconButton icon={IconX} label={t('views.filter.group.remove')} onPress={onRemove} className="ms-auto" />
        )}
      </div>
      <ul className="flex flex-col gap-2">
        {parts.map((part, at) => (
          // Parts have no names of their own; where one stands is what it is.
          <li key={at}>
            {isCondition(part) ? (
              <ConditionEditor
                kind={kind}
                condition={part}
                onChange={(next) => change(at, next)}
                onRemove={() => remove(at)}
              />
            ) : (
              <GroupEditor
                kind={kind}
                group={part}
                depth={depth + 1}
                onChange={(next) => change(at, next)}
                onRemove={() => remove(at)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-1">
        <Button variant="quiet" icon={IconPlus} onPress={() => put([...parts, firstCondition(fields)])}>
          {t('views.filter.add')}
        </Button>
        {depth < filterLimits.depth - 1 && (
          <Button variant="quiet" icon={IconPlus} onPress={() => put([...parts, { or: [firstCondition(fields)] }])}>
            {t('views.filter.add-group')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

interface ConditionEditorProps {
  readonly kind: ListKind
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly onRemove: () => void
}

function ConditionEditor({ kind, condition, onChange, onRemove }: ConditionEditorProps) {
  const { t } = useWords()
  const { compare } = useFormats()
  const nameOf = useFieldName(kind)
  const fields = useFields(kind).filter(
    ({ key, isFilterable, custom }) => isFilterable && (!custom?.retired || key === condition.field),
  )
  const field = fields.find(({ key }) => key === condition.field)
  const options = fields
    .map(({ key }) => ({ id: key, label: nameOf(key) }))
    .toSorted((a, b) => compare(a.label, b.label))
  const chooseField = (key: string) => {
    const next = fields.find((each) => each.key === key)
    if (next) onChange(conditionOn(next))
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 tablet:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_minmax(0,5fr)_auto]">
      <SelectField
        label={t('views.filter.field')}
        hideLabel
        options={options}
        value={condition.field}
        onChange={chooseField}
      />
      <IconButton icon={IconX} label={t('views.filter.remove')} onPress={onRemove} className="tablet:order-last" />
      <SelectField
        label={t('views.filter.operator')}
        hideLabel
        options={operatorsOffered(field).map((id) => ({ id, label: t(`views.operator.${id}`) }))}
        value={condition.op}
        onChange={(op) => field && onChange(withValue(field, op))}
        className="max-tablet:col-span-2"
      />
      <div className="min-w-0 max-tablet:col-span-2">
        {field && <FilterValue kind={kind} field={field} condition={condition} onChange={onChange} />}
      </div>
    </div>
  )
}

/** Several values are chosen from a list, which only texts that are grouped by have. */
function operatorsOffered(field: Field | undefined): readonly Operator[] {
  if (!field) return []
  const isListed = field.type !== 'text' || field.isGroupable
  return operatorsFor(field).filter((op) => isListed || (op !== 'any_of' && op !== 'none_of'))
}
