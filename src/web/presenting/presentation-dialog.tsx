import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { reactions } from '../../contract/facts.ts'
import type { Reaction } from '../../contract/facts.ts'
import { logPresentation, withdrawPresentation } from '../../contract/presenting.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Checkbox, NumberField, SelectField, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { peopleOf } from './person-choice.tsx'
import { usePresentingRead } from './presenting-read.ts'

interface Taken {
  readonly wasThere: boolean
  readonly reaction: Reaction | null
  readonly asked: string
}

const absent: Taken = { wasThere: false, reaction: null, asked: '' }

/** What was shown, and of each of the committee whether they were there, how they took it and what they asked. */
export function PresentationDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const [topic, setTopic] = useState('')
  const [minutes, setMinutes] = useState<number | null>(null)
  const [taken, setTaken] = useState<AllTaken>({})
  const people = peopleOf(deal)
  const log = useLogging(onClose)
  const submit = () => {
    const there = people.flatMap(({ id }) => {
      const { wasThere, reaction, asked } = taken[id] ?? absent
      return wasThere ? [{ personId: id, reaction, asked: asked.trim() || null }] : []
    })
    log.mutate({
      dealId: deal.id,
      topic: topic.trim() || null,
      ...(minutes === null ? {} : { minutes }),
      people: there,
    })
  }
  return (
    <FormDialog
      title={t('presenting.presentation.log')}
      onSubmit={submit}
      problem={log.error}
      isPending={log.isPending}
      onClose={onClose}
    >
      <div className="grid gap-4 tablet:grid-cols-[minmax(0,1fr)_120px]">
        <TextField
          label={t('presenting.presentation.topic')}
          name="topic"
          value={topic}
          onChange={setTopic}
          maxLength={200}
          autoFocus
        />
        <NumberField
          label={t('presenting.presentation.minutes')}
          name="minutes"
          minValue={1}
          maxValue={1440}
          value={minutes}
          onChange={setMinutes}
        />
      </div>
      <People deal={deal} taken={taken} onChange={setTaken} />
    </FormDialog>
  )
}

type AllTaken = Readonly<Record<string, Taken>>

interface PeopleProps {
  readonly deal: Deal
  readonly taken: AllTaken
  readonly onChange: (taken: AllTaken) => void
}

function People({ deal, taken, onChange }: PeopleProps) {
  const { t } = useWords()
  const people = peopleOf(deal)
  if (people.length === 0) return <p className="text-ink-2">{t('presenting.presentation.no-committee')}</p>
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 text-12 font-medium text-ink-2">{t('presenting.presentation.people')}</legend>
      {people.map(({ id, name }) => (
        <PersonLine
          key={id}
          name={name}
          taken={taken[id] ?? absent}
          onChange={(next) => onChange({ ...taken, [id]: next })}
        />
      ))}
    </fieldset>
  )
}

interface PersonLineProps {
  readonly name: string
  readonly taken: Taken
  readonly onChange: (taken: Taken) => void
}

function PersonLine({ name, taken, onChange }: PersonLineProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-2 border-b border-line py-2 last:border-b-0">
      <Checkbox isSelected={taken.wasThere} onChange={(wasThere) => onChange({ ...taken, wasThere })}>
        <bdi>{name}</bdi>
      </Checkbox>
      {taken.wasThere && (
        <div className="grid gap-3 ps-6 tablet:grid-cols-[160px_minmax(0,1fr)]">
          <SelectField<Reaction>
            label={t('presenting.presentation.reaction', { person: name })}
            options={reactions.map((id) => ({ id, label: t(`codes.reaction.${id}`) }))}
            value={taken.reaction}
            onChange={(reaction) => onChange({ ...taken, reaction })}
          />
          <TextField
            label={t('presenting.presentation.asked', { person: name })}
            name={`asked ${name}`}
            dir="auto"
            value={taken.asked}
            onChange={(asked) => onChange({ ...taken, asked })}
            maxLength={2000}
          />
        </div>
      )}
    </div>
  )
}

type Logged = Parameters<typeof call<typeof logPresentation>>[1]['body']

function useLogging(onClose: () => void) {
  const { t } = useWords()
  const say = useProblemWords()
  const readAnew = usePresentingRead()
  return useMutation({
    mutationFn: (body: Logged) => call(logPresentation, { body }),
    onSuccess: ({ id }) => {
      readAnew()
      onClose()
      const undo = () =>
        void call(withdrawPresentation, { params: { id } })
          .then(readAnew)
          .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
      toast({ text: t('presenting.presentation.logged'), onUndo: undo })
    },
  })
}
