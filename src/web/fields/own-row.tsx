import { useMutation } from '@tanstack/react-query'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import type { ReactNode } from 'react'
import type { CustomField } from '../../contract/custom-fields.ts'
import { type CustomChanges, type CustomValue, listKeyOf } from '../../contract/custom-values.ts'
import { Undecided, saveFields } from '../people/edit.ts'
import { FieldRow } from '../people/field-row.tsx'
import { ChoiceRow } from '../people/field-rows.tsx'
import { useMembers } from '../people/members.ts'
import { OwnerName } from '../people/owner-row.tsx'
import { Badge, Checkbox, IconButton, Popover, toast, useProblemWords, useWords } from '../ui/index.ts'
import { openOptions, useCustomText } from './custom-text.ts'
import { OptionMark, optionDot } from './option-mark.tsx'
import type { Owned, OwnedEdit } from './own-fields.tsx'
import { OwnLink } from './own-link.tsx'
import { OwnValueField } from './own-value-field.tsx'

interface OwnRowProps<Row extends Owned> {
  readonly field: CustomField
  readonly edit: OwnedEdit<Row>
  readonly isReadOnly: boolean
}

/** One of the workspace's own fields in a record: what can be chosen is chosen at a press, all else typed where it stands. */
export function OwnRow<Row extends Owned>(props: OwnRowProps<Row>) {
  switch (props.field.kind) {
    case 'choice':
    case 'yes_no':
    case 'person':
      return <ChosenRow {...props} />
    case 'multi_choice':
      return <OptionsRow {...props} />
    case 'text':
    case 'long_text':
    case 'number':
    case 'money':
    case 'date':
    case 'link':
      return <TypedRow {...props} />
  }
}

function valueOf({ custom }: Owned, { key }: CustomField): CustomValue | null {
  return custom[key] ?? null
}

/** The change of one own field, under the name that its version and its disputes go by (people/edit.ts sends it as `custom`). */
function changeOf(field: CustomField, value: CustomValue | null): { custom?: CustomChanges } {
  return { [listKeyOf(field)]: value }
}

function TypedRow<Row extends Owned>({ field, edit, isReadOnly }: OwnRowProps<Row>) {
  const text = useCustomText()
  const show = (value: CustomValue | null): ReactNode => {
    if (value === null) return field.required && <Missing />
    if (field.kind === 'link' && isReadOnly) return <LinkTo url={String(value)} />
    const isLong = field.kind === 'long_text'
    return (
      <bdi dir={field.kind === 'link' ? 'ltr' : undefined} className={isLong ? 'whitespace-pre-line' : 'truncate'}>
        {text(field, value)}
      </bdi>
    )
  }
  const row = (
    <FieldRow
      label={field.name}
      edit={edit}
      read={(current) => valueOf(current, field)}
      changes={(value) => changeOf(field, value)}
      show={show}
      editor={
        isReadOnly
          ? undefined
          : ({ value, set, isSaving }) => (
              <OwnValueField field={field} value={value} onChange={set} isDisabled={isSaving} hideLabel />
            )
      }
    />
  )
  const value = valueOf(edit.row, field)
  if (field.kind !== 'link' || isReadOnly || value === null) return row
  return (
    <>
      {row}
      <div className="grid grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] gap-2 print:hidden">
        <dd className="col-start-2 -mt-1.5 min-w-0 pb-1 text-12">
          <LinkTo url={String(value)} />
        </dd>
      </div>
    </>
  )
}

function LinkTo({ url }: { url: string }) {
  const { t } = useWords()
  return (
    <OwnLink url={url} className="font-medium text-accent hover:underline">
      {t('fields.link.open')}
    </OwnLink>
  )
}

/** Where a required field has no value. */
function Missing() {
  const { t } = useWords()
  return <Badge tone="warn">{t('fields.missing')}</Badge>
}

function useSetOwn<Row extends Owned>({ field, edit }: OwnRowProps<Row>) {
  const say = useProblemWords()
  const text = useCustomText()
  return useMutation({
    mutationFn: (value: CustomValue | null) => {
      const theirs = (row: Row) => text(field, valueOf(row, field))
      const shown = { fields: [listKeyOf(field)], label: field.name, mine: text(field, value), theirs }
      return saveFields(edit, changeOf(field, value), edit.row.version, [shown])
    },
    onError: (error) => error instanceof Undecided || toast({ text: say(error), tone: 'bad' }),
  })
}

function ChosenRow<Row extends Owned>(props: OwnRowProps<Row>) {
  const { field, edit, isReadOnly } = props
  const { t } = useWords()
  const members = useMembers()
  const text = useCustomText()
  const set = useSetOwn(props)
  const value = valueOf(edit.row, field)
  const option = field.options.find(({ key }) => key === value)
  const shown = option ? (
    <OptionMark option={option} />
  ) : value === null ? (
    field.required && <Missing />
  ) : field.kind === 'person' ? (
    <OwnerName name={text(field, value)} />
  ) : (
    text(field, value)
  )
  const options =
    field.kind === 'person'
      ? members
      : field.kind === 'yes_no'
        ? ['true', 'false'].map((id) => ({ id, name: t('views.yes-no', { value: id }) }))
        : openOptions(field, [String(value)]).map(({ key, name, colour }) => ({
            id: key,
            name,
            mark: optionDot(colour),
          }))
  const meant = (id: string | null) => (field.kind === 'yes_no' && id !== null ? id === 'true' : id)
  return (
    <ChoiceRow
      label={field.name}
      value={value === null ? null : String(value)}
      shown={shown || null}
      options={options}
      nobody={t(field.kind === 'person' ? 'people.owner.nobody' : 'people.field.empty')}
      onChoose={(id) => set.mutate(meant(id))}
      isReadOnly={isReadOnly}
    />
  )
}

function OptionsRow<Row extends Owned>(props: OwnRowProps<Row>) {
  const { field, edit, isReadOnly } = props
  const { t } = useWords()
  const set = useSetOwn(props)
  const value = valueOf(edit.row, field)
  const chosen = Array.isArray(value) ? value : []
  const toggle = (key: string) => {
    const next = chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]
    set.mutate(next.length === 0 ? null : next)
  }
  const marks = field.options.filter(({ key }) => chosen.includes(key))
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-2">
      <dt title={field.name} className="truncate text-ink-3">
        {field.name}
      </dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-1">
        {marks.map((option) => (
          <OptionMark key={option.key} option={option} />
        ))}
        {marks.length === 0 && field.required && <Missing />}
        {marks.length === 0 && !field.required && <span className="text-ink-3">{t('people.field.empty')}</span>}
        {!isReadOnly && (
          <Popover
            label={field.name}
            trigger={
              <IconButton
                icon={IconPlus}
                label={t('people.field.edit', { field: field.name })}
                className="size-6! min-h-6!"
              />
            }
          >
            <ul className="flex max-h-80 w-56 flex-col overflow-y-auto">
              {openOptions(field, chosen).map((option) => (
                <li key={option.key} className="flex min-h-8 items-center gap-2">
                  <Checkbox isSelected={chosen.includes(option.key)} onChange={() => toggle(option.key)}>
                    <span className="flex items-center gap-2">
                      {optionDot(option.colour)}
                      <bdi>{option.name}</bdi>
                    </span>
                  </Checkbox>
                </li>
              ))}
            </ul>
          </Popover>
        )}
      </dd>
    </div>
  )
}
