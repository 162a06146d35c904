import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { chooseScoreField } from '../../contract/scoring.ts'
import type { ScoreField } from '../../contract/scoring.ts'
import { call } from '../api.ts'
import {
  Badge,
  Card,
  IconButton,
  Menu,
  MenuItem,
  Table,
  VisuallyHidden,
  toast,
  useFormats,
  useWords,
} from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useScoreNames } from './field-name.ts'
import { useScoreAct } from './scoring-query.ts'

interface FieldsCardProps {
  readonly fields: readonly ScoreField[]
  readonly mayEdit: boolean
}

const overridable: ReadonlySet<ScoreField['excluded']> = new Set([
  'filled_after',
  'filled_later',
  'decides_outcome',
  'too_good',
  'named_after',
  'scored_elsewhere',
])

/** What the fitted score counts with, what it leaves out, and why. */
export function FieldsCard({ fields, mayEdit }: FieldsCardProps) {
  const { t } = useWords()
  const used = fields.filter(({ excluded }) => excluded === null).toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0))
  // What nobody ever filled in says nothing, not even about itself.
  const left = fields.filter(({ excluded, filled }) => excluded !== null && filled > 0)
  const { name, weight, area, why, acts } = useColumns(used, mayEdit)
  return (
    <>
      <Card title={t('scoring.fields.used')}>
        <Table
          label={t('scoring.fields.used')}
          columns={[name, weight, area, ...acts]}
          rows={used}
          rowKey={({ key }) => key}
        />
      </Card>
      {left.length > 0 && (
        <Card title={t('scoring.fields.left')}>
          <p className="text-ink-2">{t('scoring.fields.left.what')}</p>
          <Table
            label={t('scoring.fields.left')}
            columns={[name, why, area, ...acts]}
            rows={left}
            rowKey={({ key }) => key}
          />
        </Card>
      )}
    </>
  )
}

function useColumns(used: readonly ScoreField[], mayEdit: boolean) {
  const { t } = useWords()
  const { number } = useFormats()
  const { fieldName } = useScoreNames()
  const most = Math.max(Number.MIN_VALUE, ...used.map(({ weight }) => weight ?? 0))
  const name: Column<ScoreField> = {
    key: 'name',
    title: t('scoring.fields.field'),
    isRowHeader: true,
    cell: ({ key, anyway }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <bdi>{fieldName(key)}</bdi>
        {anyway && <Badge tone="warn">{t('scoring.fields.anyway')}</Badge>}
      </span>
    ),
  }
  const area: Column<ScoreField> = {
    key: 'area',
    title: t('scoring.fields.alone'),
    isNumber: true,
    cell: (field) => (field.area === null ? '–' : number(field.area, 2)),
  }
  const acts: Column<ScoreField>[] = mayEdit
    ? [
        {
          key: 'acts',
          title: <VisuallyHidden>{t('scoring.fields.acts')}</VisuallyHidden>,
          staysLong: true,
          cell: (field) => <FieldMenu field={field} name={fieldName(field.key)} />,
        },
      ]
    : []
  const weight: Column<ScoreField> = {
    key: 'weight',
    title: t('scoring.fields.weight'),
    cell: (field) => (
      <span aria-hidden className="block h-2 min-w-16 rounded-full bg-sunken">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ inlineSize: `${(100 * (field.weight ?? 0)) / most}%` }}
        />
      </span>
    ),
  }
  const why: Column<ScoreField> = {
    key: 'why',
    title: t('scoring.fields.why'),
    cell: ({ excluded }) => <span className="text-ink-2">{excluded && t(`scoring.excluded.${excluded}`)}</span>,
  }
  return { name, weight, area, why, acts }
}

function FieldMenu({ field: { key, excluded, anyway }, name }: { field: ScoreField; name: string }) {
  const { t } = useWords()
  const choose = useScoreAct(
    (choice: 'never' | 'anyway' | 'usual') => call(chooseScoreField, { body: { key, choice } }),
    () => toast({ text: t('scoring.fields.chosen') }),
  )
  const isUsed = excluded === null
  const isOverridable = overridable.has(excluded)
  if (!isUsed && excluded !== 'chosen_never' && !isOverridable) return null
  return (
    <Menu label={name} trigger={<IconButton icon={IconDots} label={t('scoring.fields.acts-of', { name })} />}>
      {isUsed && <MenuItem onAction={() => choose.mutate('never')}>{t('scoring.fields.leave')}</MenuItem>}
      {isOverridable && <MenuItem onAction={() => choose.mutate('anyway')}>{t('scoring.fields.use')}</MenuItem>}
      {(anyway || excluded === 'chosen_never') && (
        <MenuItem onAction={() => choose.mutate('usual')}>{t('scoring.fields.usual')}</MenuItem>
      )}
    </Menu>
  )
}
