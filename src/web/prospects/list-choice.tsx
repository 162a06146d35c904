import { useState } from 'react'
import { addList } from '../../contract/lists.ts'
import type { ProspectList } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { useToday } from '../people/use-today.ts'
import { SelectField, TextField, useFormats, useWords } from '../ui/index.ts'

const fresh = 'new'

export interface ListChoice {
  readonly id: string
  readonly name: string
}

/** To which list: one that is there, or a new one whose name is suggested. */
export function useListChoice(lists: readonly ProspectList[], chosen: ProspectList | undefined) {
  const { t } = useWords()
  const { day } = useFormats()
  const suggested = t('prospects.list.suggested', { day: day(useToday()) })
  const [choice, setChoice] = useState<ListChoice>({ id: chosen?.id ?? lists[0]?.id ?? fresh, name: suggested })
  const isNew = choice.id === fresh
  return {
    choice,
    setChoice,
    listId: isNew ? null : choice.id,
    isReady: !isNew || choice.name.trim() !== '',
    /** The id of the list, which is made first if it is new. */
    make: async (createdFrom: ProspectList['createdFrom']): Promise<string> => {
      if (!isNew) return choice.id
      const { id } = await call(addList, { body: { name: choice.name.trim(), createdFrom } })
      setChoice({ ...choice, id })
      return id
    },
  }
}

interface ListFieldsProps {
  readonly lists: readonly ProspectList[]
  readonly choice: ListChoice
  readonly onChange: (choice: ListChoice) => void
}

export function ListFields({ lists, choice, onChange }: ListFieldsProps) {
  const { t } = useWords()
  return (
    <div className="grid gap-3 tablet:grid-cols-2">
      <SelectField
        label={t('prospects.list')}
        options={[...lists.map(({ id, name }) => ({ id, label: name })), { id: fresh, label: t('prospects.list.new') }]}
        value={choice.id}
        onChange={(id) => onChange({ ...choice, id })}
      />
      {choice.id === fresh && (
        <TextField
          label={t('prospects.list.name')}
          name="name"
          value={choice.name}
          onChange={(name) => onChange({ ...choice, name })}
          maxLength={100}
          isRequired
        />
      )}
    </div>
  )
}
