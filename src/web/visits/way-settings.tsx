import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { setWayRules, showWayRules, ways } from '../../contract/visits.ts'
import type { WayRules } from '../../contract/visits.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  Card,
  ErrorState,
  Form,
  IconButton,
  Loading,
  SelectField,
  TextField,
  toast,
  useWords,
} from '../ui/index.ts'

const kinds = ['company', 'person', 'household'] as const
const mostExceptions = 30

/** Who is asked for an appointment, and who is visited. */
export function WaySettings() {
  const { t } = useWords()
  const found = useQuery({ queryKey: ['way-rules'], queryFn: () => call(showWayRules, {}) })
  return (
    <Card title={t('visits.rules')}>
      <p className="text-ink-2">{t('visits.rules.more')}</p>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <RulesForm key={JSON.stringify(found.data)} rules={found.data} />}
    </Card>
  )
}

function RulesForm({ rules }: { rules: WayRules }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const mayEdit = useRight('process.edit')
  const [draft, setDraft] = useState(rules)
  const change = (changes: Partial<WayRules>) => setDraft({ ...draft, ...changes })
  const options = ways.map((id) => ({ id, label: t(`visits.way.${id}`) }))
  const save = useMutation({
    mutationFn: () => call(setWayRules, { body: draft }),
    onSuccess: () => {
      for (const key of ['way-rules', 'ways']) void queries.invalidateQueries({ queryKey: [key] })
      toast({ text: t('visits.rules.saved') })
    },
  })
  const isWhole = draft.exceptions.every(({ words }) => words.trim() !== '')
  const isChanged = JSON.stringify(draft) !== JSON.stringify(rules)
  return (
    <Form
      label={t('visits.rules')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      actions={
        mayEdit && (
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={!isWhole || !isChanged}>
            {t('people.save')}
          </Button>
        )
      }
    >
      <div className="grid gap-4 tablet:grid-cols-3">
        {kinds.map((kind) => (
          <SelectField
            key={kind}
            label={t(`visits.rules.${kind}`)}
            options={options}
            value={draft[kind]}
            onChange={(way) => change({ [kind]: way })}
            isDisabled={!mayEdit}
          />
        ))}
      </div>
      <Exceptions draft={draft} change={change} isReadOnly={!mayEdit} />
    </Form>
  )
}

interface ExceptionsProps {
  readonly draft: WayRules
  readonly change: (changes: Partial<WayRules>) => void
  readonly isReadOnly: boolean
}

/** What holds for some sectors and titles; the first that fits decides. */
function Exceptions({ draft: { exceptions }, change, isReadOnly }: ExceptionsProps) {
  const { t } = useWords()
  const set = (at: number, changes: Partial<WayRules['exceptions'][number]>) =>
    change({ exceptions: exceptions.map((each, number) => (number === at ? { ...each, ...changes } : each)) })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">{t('visits.exceptions')}</legend>
      {exceptions.map((exception, at) => (
        <div key={at} className="grid items-end gap-2 tablet:grid-cols-[180px_minmax(0,1fr)_200px_auto]">
          <SelectField
            label={t('visits.exception.of')}
            options={[
              { id: 'company', label: t('visits.exception.sector') },
              { id: 'person', label: t('visits.exception.title') },
            ]}
            value={exception.of}
            onChange={(of) => set(at, { of })}
            isDisabled={isReadOnly}
          />
          <TextField
            label={t('visits.exception.words')}
            value={exception.words}
            onChange={(words) => set(at, { words })}
            maxLength={100}
            isDisabled={isReadOnly}
          />
          <SelectField
            label={t('visits.exception.way')}
            options={ways.map((id) => ({ id, label: t(`visits.way.${id}`) }))}
            value={exception.way}
            onChange={(way) => set(at, { way })}
            isDisabled={isReadOnly}
          />
          {!isReadOnly && (
            <IconButton
              icon={IconTrash}
              label={t('visits.exception.delete')}
              onPress={() => change({ exceptions: exceptions.filter((_, number) => number !== at) })}
            />
          )}
        </div>
      ))}
      {!isReadOnly && exceptions.length < mostExceptions && (
        <Button
          icon={IconPlus}
          className="self-start"
          onPress={() => change({ exceptions: [...exceptions, { of: 'company', words: '', way: 'visit' }] })}
        >
          {t('visits.exception.add')}
        </Button>
      )}
    </fieldset>
  )
}
