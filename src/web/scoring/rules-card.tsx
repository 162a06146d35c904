import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { Filter } from '../../contract/filters.ts'
import { ruleReasons } from '../../contract/prospects.ts'
import { changeScoreRules, mostOwnRules } from '../../contract/scoring.ts'
import type { OwnRule, ScoreRules } from '../../contract/scoring.ts'
import { segmentKinds } from '../../contract/segments.ts'
import { call } from '../api.ts'
import { RuleWords } from '../segments/rule-words.tsx'
import { filterOf } from '../segments/segments-query.ts'
import {
  Button,
  Card,
  Form,
  IconButton,
  NumberField,
  SelectField,
  TextField,
  toast,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { FilterDialog } from '../views/filter-dialog.tsx'
import { useScoreAct } from './scoring-query.ts'

interface RulesCardProps {
  readonly rules: ScoreRules
  readonly mayEdit: boolean
}

/** How many points each reason gives, the workspace's own rules, and from where on somebody is of class A or B. */
export function RulesCard({ rules, mayEdit }: RulesCardProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const [draft, setDraft] = useState(rules)
  const change = (changes: Partial<ScoreRules>) => setDraft({ ...draft, ...changes })
  const save = useScoreAct(
    () => call(changeScoreRules, { body: draft }),
    () => toast({ text: t('scoring.rules.saved') }),
  )
  const isWhole = draft.rules.every(({ name }) => name.trim() !== '') && draft.cutB <= draft.cutA
  if (!mayEdit) {
    return (
      <Card title={t('scoring.rules')}>
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
          {[
            ...ruleReasons.map((code) => [t(`prospects.reason.${code}`), rules.points[code]] as const),
            ...rules.rules.map(({ name, points }) => [name, points] as const),
          ].map(([name, points]) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{name}</dt>
              <dd className="text-end">{number(points)}</dd>
            </div>
          ))}
        </dl>
      </Card>
    )
  }
  return (
    <Card title={t('scoring.rules')}>
      <p className="text-ink-2">{t('scoring.rules.what')}</p>
      <Form
        label={t('scoring.rules')}
        onSubmit={() => isWhole && save.mutate(undefined)}
        problem={save.error}
        actions={
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={!isWhole || draft === rules}>
            {t('scoring.rules.save')}
          </Button>
        }
      >
        <div className="grid gap-x-6 gap-y-2 tablet:grid-cols-2">
          {ruleReasons.map((code) => (
            <PointsRow
              key={code}
              name={t(`prospects.reason.${code}`)}
              points={draft.points[code]}
              onChange={(points) => change({ points: { ...draft.points, [code]: points } })}
            />
          ))}
        </div>
        <OwnRules rules={draft.rules} onChange={(own) => change({ rules: [...own] })} />
        <div className="grid gap-x-6 gap-y-2 border-t border-line pt-4 tablet:grid-cols-2">
          <PointsRow name={t('scoring.rules.cut-a')} points={draft.cutA} onChange={(cutA) => change({ cutA })} />
          <PointsRow name={t('scoring.rules.cut-b')} points={draft.cutB} onChange={(cutB) => change({ cutB })} />
        </div>
      </Form>
    </Card>
  )
}

const most = 200

interface PointsRowProps {
  readonly name: string
  readonly points: number
  readonly onChange: (points: number) => void
}

function PointsRow({ name, points, onChange }: PointsRowProps) {
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden className="min-w-0 flex-1">
        {name}
      </span>
      <NumberField
        label={name}
        hideLabel
        value={points}
        minValue={-most}
        maxValue={most}
        step={1}
        onChange={(value) => onChange(value ?? 0)}
        className="w-20"
      />
    </div>
  )
}

interface OwnRulesProps {
  readonly rules: readonly OwnRule[]
  readonly onChange: (rules: readonly OwnRule[]) => void
}

function OwnRules({ rules, onChange }: OwnRulesProps) {
  const { t } = useWords()
  const [ruling, setRuling] = useState<number | null>(null)
  const put = (at: number, changes: Partial<OwnRule>) =>
    onChange(rules.map((rule, index) => (index === at ? { ...rule, ...changes } : rule)))
  const edited = ruling === null ? undefined : rules[ruling]
  const everybody: Filter = { and: [] }
  return (
    <fieldset className="flex flex-col gap-3 border-t border-line pt-4">
      <legend className="sr-only">{t('scoring.rules.own')}</legend>
      {rules.map((rule, at) => (
        <OwnRuleRow
          key={at}
          rule={rule}
          onChange={(changes) => put(at, changes)}
          onRule={() => setRuling(at)}
          onRemove={() => onChange(rules.filter((_, index) => index !== at))}
        />
      ))}
      {rules.length < mostOwnRules && (
        <Button
          variant="quiet"
          icon={IconPlus}
          className="self-start"
          onPress={() => onChange([...rules, { name: '', kind: 'companies', filter: { ...everybody }, points: 10 }])}
        >
          {t('scoring.rules.add')}
        </Button>
      )}
      {edited && ruling !== null && (
        <FilterDialog
          kind={edited.kind}
          filter={filterOf(edited.filter)}
          onClose={() => setRuling(null)}
          onApply={(filter) => put(ruling, { filter: { ...(filter ?? everybody) } })}
        />
      )}
    </fieldset>
  )
}

interface OwnRuleRowProps {
  readonly rule: OwnRule
  readonly onChange: (changes: Partial<OwnRule>) => void
  readonly onRule: () => void
  readonly onRemove: () => void
}

function OwnRuleRow({ rule, onChange, onRule, onRemove }: OwnRuleRowProps) {
  const { t } = useWords()
  return (
    <div className="grid items-end gap-2 tablet:grid-cols-[minmax(0,1fr)_9rem_5rem_auto]">
      <TextField
        label={t('scoring.rules.name')}
        name="rule"
        value={rule.name}
        onChange={(name) => onChange({ name })}
        maxLength={60}
      />
      <SelectField
        label={t('segments.kind')}
        options={segmentKinds.map((id) => ({ id, label: t(`segments.kind.${id}`) }))}
        value={rule.kind}
        onChange={(kind) => onChange({ kind, filter: { and: [] } })}
      />
      <NumberField
        label={t('scoring.points')}
        value={rule.points}
        minValue={-most}
        maxValue={most}
        step={1}
        onChange={(points) => onChange({ points: points ?? 0 })}
      />
      <IconButton icon={IconTrash} label={t('scoring.rules.remove', { name: rule.name })} onPress={onRemove} />
      <div className="flex flex-wrap items-center gap-2 tablet:col-span-4">
        <RuleWords kind={rule.kind} filter={filterOf(rule.filter)} />
        <Button variant="quiet" onPress={onRule}>
          {t('segments.rules.edit')}
        </Button>
      </div>
    </div>
  )
}
