import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs'
import type { Filter } from '../../contract/filters.ts'
import { addSegment, changeSegment, segmentKinds } from '../../contract/segments.ts'
import type { Segment, SegmentKind } from '../../contract/segments.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Button, SelectField, Switch, TextField, useWords } from '../ui/index.ts'
import { FilterDialog } from '../views/filter-dialog.tsx'
import { RuleWords } from './rule-words.tsx'
import { filterOf, readMarkets } from './segments-query.ts'

interface Draft {
  readonly name: string
  readonly kind: SegmentKind
  readonly note: string
  readonly filter: Filter | undefined
  readonly retired: boolean
}

const empty: Draft = { name: '', kind: 'companies', note: '', filter: undefined, retired: false }

/** A target market: what it is called, whom it judges, and by which rules. */
export function MarketDialog({ segment, onClose }: { segment: Segment | null; onClose: () => void }) {
  const { t } = useWords()
  const [draft, setDraft] = useState<Draft>(segment ? draftOf(segment) : empty)
  const [isRuling, setIsRuling] = useState(false)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const save = useSaving(segment, draft, onClose)
  return (
    <>
      <FormDialog
        title={t(segment ? 'segments.edit' : 'segments.add')}
        onSubmit={() => save.mutate()}
        problem={save.error}
        isPending={save.isPending}
        isDisabled={draft.name.trim() === '' || draft.filter === undefined}
        onClose={onClose}
      >
        <TextField
          label={t('segments.name')}
          name="name"
          value={draft.name}
          onChange={(name) => change({ name })}
          maxLength={60}
          autoFocus
        />
        {!segment && (
          <SelectField
            label={t('segments.kind')}
            options={segmentKinds.map((id) => ({ id, label: t(`segments.kind.${id}`) }))}
            value={draft.kind}
            onChange={(kind) => change({ kind, filter: undefined })}
          />
        )}
        <Rules kind={draft.kind} filter={draft.filter} onEdit={() => setIsRuling(true)} />
        <TextField
          label={t('segments.note')}
          name="note"
          value={draft.note}
          onChange={(note) => change({ note })}
          rows={2}
          maxLength={1000}
        />
        {segment && (
          <Switch isSelected={!draft.retired} onChange={(isUsed) => change({ retired: !isUsed })}>
            {t('segments.in-use')}
          </Switch>
        )}
      </FormDialog>
      {isRuling && (
        <FilterDialog
          kind={draft.kind}
          filter={draft.filter}
          onClose={() => setIsRuling(false)}
          onApply={(filter) => change({ filter })}
        />
      )}
    </>
  )
}

interface RulesProps {
  readonly kind: SegmentKind
  readonly filter: Filter | undefined
  readonly onEdit: () => void
}

function Rules({ kind, filter, onEdit }: RulesProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-col items-start gap-2" role="group" aria-label={t('segments.rules')}>
      <span className="text-12 font-medium text-ink-2">{t('segments.rules')}</span>
      {filter && <RuleWords kind={kind} filter={filter} />}
      <Button icon={IconFilter} onPress={onEdit}>
        {t(filter ? 'segments.rules.edit' : 'segments.rules.add')}
      </Button>
    </div>
  )
}

function draftOf({ name, kind, note, filter, retired }: Segment): Draft {
  return { name, kind, note: note ?? '', filter: filterOf(filter), retired }
}

function useSaving(segment: Segment | null, { name, kind, note, filter, retired }: Draft, onClose: () => void) {
  const queries = useQueryClient()
  const said = { name: name.trim(), note: note.trim() || null, filter: { ...filter } }
  return useMutation({
    mutationFn: () =>
      segment
        ? call(changeSegment, { params: { id: segment.id }, version: segment.version, body: { ...said, retired } })
        : call(addSegment, { body: { ...said, kind } }),
    onSuccess: () => {
      readMarkets(queries)
      onClose()
    },
  })
}
