import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addCompetitor } from '../../contract/competitors.ts'
import { call } from '../api.ts'
import { Button, SelectField, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useClosingRead, useCompetitors } from './closing-query.ts'

const none = 'none'
const another = 'another'

interface CompetitorFieldProps {
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** To whom the deal is lost: one that is known, or a new one by name. */
export function CompetitorField({ value, onChange }: CompetitorFieldProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = useClosingRead()
  const known = useCompetitors()
  const [name, setName] = useState<string | null>(null)
  const add = useMutation({
    mutationFn: (typed: string) => call(addCompetitor, { body: { name: typed } }),
    onSuccess: ({ id }) => {
      readAnew()
      setName(null)
      onChange(id)
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const choose = (id: string) => {
    setName(id === another ? '' : null)
    onChange(id === none || id === another ? null : id)
  }
  return (
    <>
      <SelectField
        label={t('closing.competitor')}
        name="competitorId"
        options={[
          { id: none, label: t('closing.competitor.none') },
          ...known.map((each) => ({ id: each.id, label: each.name })),
          { id: another, label: t('closing.competitor.another') },
        ]}
        value={name === null ? (value ?? none) : another}
        onChange={choose}
      />
      {name !== null && (
        <div className="flex items-end gap-2">
          <TextField
            label={t('closing.competitor.name')}
            value={name}
            onChange={setName}
            maxLength={120}
            className="min-w-0 flex-1"
          />
          <Button isDisabled={name.trim() === ''} isPending={add.isPending} onPress={() => add.mutate(name.trim())}>
            {t('closing.competitor.add')}
          </Button>
        </div>
      )}
    </>
  )
}
