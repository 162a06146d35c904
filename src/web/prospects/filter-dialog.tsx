import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { disqualifyReasons } from '../../contract/facts.ts'
import { listImports } from '../../contract/imports.ts'
import { addByFilter } from '../../contract/lists.ts'
import type { ProspectList } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { useSources } from '../deals/deal-query.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  Checkbox,
  DateField,
  Dialog,
  Form,
  SegmentedControl,
  SelectField,
  TextField,
  toast,
  useFormats,
  useWords,
} from '../ui/index.ts'
import { ProductField } from '../products/product-field.tsx'
import { ListFields, useListChoice } from './list-choice.tsx'
import { refreshProspects } from './prospects-query.ts'

interface FilterDialogProps {
  readonly lists: readonly ProspectList[]
  readonly chosen: ProspectList | undefined
  readonly onClose: () => void
  readonly onAdded: (listId: string) => void
}

const kinds = ['person', 'company', 'household'] as const
const any = 'any'
const texts = ['q', 'city', 'country', 'sector', 'title'] as const

type Wanted = Readonly<Partial<Record<(typeof texts)[number] | 'sourceId' | 'importId' | 'droppedFrom', string>>> & {
  readonly dropReason?: (typeof disqualifyReasons)[number] | undefined
  readonly pool?: Pool | undefined
}

type Pool = NonNullable<Parameters<typeof call<typeof addByFilter>>[1]['body']['pool']>

/** Whoever of the base fits, onto a list: by where they are, what they do, where they came from, or why they were dropped before. */
export function FilterDialog({ lists, chosen, onClose, onAdded }: FilterDialogProps) {
  const { t } = useWords()
  const queries = useQueryClient()
  const target = useListChoice(lists, chosen)
  const [kind, setKind] = useState<Kind>('person')
  const [wanted, setWanted] = useState<Wanted>({})
  const change = (changes: Wanted) => setWanted((known) => ({ ...known, ...changes }))
  const add = useMutation({
    mutationFn: async () => {
      const id = await target.make(wanted.importId ? 'import' : 'filter')
      const said = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value))
      return { id, ...(await call(addByFilter, { params: { id }, body: { kind, ...said } })) }
    },
    onSuccess: ({ id, added, more }) => {
      refreshProspects(queries)
      toast({ text: t(more ? 'prospects.toast.filled-partly' : 'prospects.toast.filled', { count: added }) })
      onAdded(id)
    },
  })
  return (
    <Dialog title={t('prospects.filter.title')} isOpen onClose={onClose}>
      <Form
        label={t('prospects.filter.title')}
        problem={add.error}
        onSubmit={() => target.isReady && add.mutate()}
        actions={
          <>
            <Button onPress={onClose}>{t('prospects.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!target.isReady} isPending={add.isPending}>
              {t('prospects.filter.submit')}
            </Button>
          </>
        }
      >
        <ListFields lists={lists} choice={target.choice} onChange={target.setChoice} />
        <KindChoice value={kind} onChange={setKind} />
        <div className="grid gap-3 tablet:grid-cols-2">
          {texts
            .filter((field) => isOf(kind, field))
            .map((field) => (
              <TextField
                key={field}
                label={t(`prospects.filter.${field === 'title' ? 'title-piece' : field}`)}
                name={field}
                value={wanted[field] ?? ''}
                onChange={(value) => change({ [field]: value })}
                maxLength={100}
              />
            ))}
          <PoolFields pool={wanted.pool} onChange={(pool) => change({ pool })} />
          <Origins wanted={wanted} lists={lists} onChange={change} />
        </div>
      </Form>
    </Dialog>
  )
}

type Kind = (typeof kinds)[number]

function KindChoice({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  const { t } = useWords()
  return (
    <div>
      <SegmentedControl
        label={t('prospects.filter.kind')}
        options={kinds.map((each) => ({ value: each, label: t(`prospects.filter.kind.${each}`) }))}
        value={value}
        onChange={onChange}
      />
    </div>
  )
}

/** Where they came from: a source, an import, or a list they were dropped from. */
function Origins({
  wanted,
  lists,
  onChange,
}: {
  wanted: Wanted
  lists: readonly ProspectList[]
  onChange: (changes: Wanted) => void
}) {
  const { t } = useWords()
  const { instant } = useFormats()
  const sources = useSources()
  const mayReadImports = useRight('imports.read')
  const imports = useQuery({
    queryKey: ['imports', 'first'],
    queryFn: () => call(listImports, { query: { limit: 50 } }),
    enabled: mayReadImports,
  })
  const done = imports.data?.items.filter(({ status }) => status === 'done') ?? []
  const chosen = (value: string) => (value === any ? undefined : value)
  const all = { id: any, label: t('prospects.filter.any') }
  return (
    <>
      {sources.length > 0 && (
        <SelectField
          label={t('prospects.source')}
          options={[all, ...sources.map(({ id, name }) => ({ id, label: name }))]}
          value={wanted.sourceId || any}
          onChange={(value) => onChange({ sourceId: chosen(value) ?? '' })}
        />
      )}
      {done.length > 0 && (
        <SelectField
          label={t('prospects.filter.import')}
          options={[all, ...done.map(({ importId, createdAt }) => ({ id: importId, label: instant(createdAt) }))]}
          value={wanted.importId || any}
          onChange={(value) => onChange({ importId: chosen(value) ?? '' })}
        />
      )}
      {lists.length > 0 && (
        <SelectField
          label={t('prospects.filter.dropped')}
          options={[all, ...lists.map(({ id, name }) => ({ id, label: name }))]}
          value={wanted.droppedFrom || any}
          onChange={(value) => onChange({ droppedFrom: chosen(value) ?? '' })}
        />
      )}
      {wanted.droppedFrom && (
        <SelectField
          label={t('prospects.drop.reason')}
          options={[all, ...disqualifyReasons.map((id) => ({ id, label: t(`codes.disqualify_reason.${id}`) }))]}
          value={wanted.dropReason ?? any}
          onChange={(value) => onChange({ dropReason: disqualifyReasons.find((reason) => reason === value) })}
        />
      )}
    </>
  )
}

/** Who did not qualify before, and may need something else: for which reason, for which product, since when. */
function PoolFields({ pool, onChange }: { pool: Pool | undefined; onChange: (pool: Pool | undefined) => void }) {
  const { t } = useWords()
  return (
    <>
      <Checkbox
        className="tablet:col-span-2"
        isSelected={pool !== undefined}
        onChange={(isOn) => onChange(isOn ? {} : undefined)}
      >
        {t('prospects.pool')}
      </Checkbox>
      {pool && (
        <>
          <SelectField
            label={t('prospects.pool.reason')}
            options={[
              { id: any, label: t('prospects.filter.any') },
              ...disqualifyReasons.map((id) => ({ id, label: t(`codes.disqualify_reason.${id}`) })),
            ]}
            value={pool.reason ?? any}
            onChange={(value) => onChange({ ...pool, reason: disqualifyReasons.find((each) => each === value) })}
          />
          <ProductField
            label={t('prospects.pool.product')}
            noneLabel={t('prospects.filter.any')}
            value={pool.productId ?? null}
            onChange={(productId) => onChange({ ...pool, productId: productId ?? undefined })}
          />
          <DateField
            label={t('prospects.pool.from')}
            value={pool.from ?? null}
            onChange={(from) => onChange({ ...pool, from: from ?? undefined })}
          />
          <DateField
            label={t('prospects.pool.until')}
            value={pool.until ?? null}
            onChange={(until) => onChange({ ...pool, until: until ?? undefined })}
          />
        </>
      )}
    </>
  )
}

function isOf(kind: (typeof kinds)[number], field: (typeof texts)[number]): boolean {
  if (field === 'title') return kind === 'person'
  return field !== 'sector' || kind !== 'household'
}
