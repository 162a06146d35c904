import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import type { ChangeoverPreview } from '../../contract/changeovers.ts'
import { Badge, Checkbox, Notice, SelectField, cx, useFormats, useWords } from '../ui/index.ts'
import type { Mapping } from './changeover-query.ts'
import { CriterionWords } from './stage-parts.tsx'

interface MappingTableProps {
  readonly preview: ChangeoverPreview
  readonly gates: 'tell' | 'hold'
  readonly onMap: (mapping: Mapping) => void
  readonly onGates: (gates: 'tell' | 'hold') => void
}

const staying = '-'

/** Which running deals go where, what that makes of the stages, and what gates say to it. */
export function MappingTable({ preview, gates, onMap, onGates }: MappingTableProps) {
  const { t } = useWords()
  const { number } = useFormats()
  const mapping = Object.fromEntries(preview.from.flatMap(({ key, to }) => (to === null ? [] : [[key, to]])))
  const options = [
    { id: staying, label: t('processes.move.stay') },
    ...preview.to.map(({ key, name }) => ({ id: key, label: name })),
  ]
  const map = (key: string, to: string) => {
    const { [key]: _, ...others } = mapping
    onMap(to === staying ? others : { ...others, [key]: to })
  }
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col divide-y divide-line rounded-2 border border-line">
        {preview.from.map(({ key, name, deals, to, isSame }) => (
          <li
            key={key}
            className={cx(
              'grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2 px-3 py-2',
              deals === 0 && 'text-ink-3',
            )}
          >
            <span className="min-w-0">
              <span className="block font-medium">
                <bdi>{name}</bdi>
              </span>
              <span className="text-12 text-ink-2">{t('processes.strip.deals', { count: deals })}</span>
            </span>
            <IconArrowRight size={16} className="text-ink-3 rtl:-scale-x-100" />
            <span className="min-w-0">
              <SelectField
                label={t('processes.move.where', { stage: name })}
                hideLabel
                options={options}
                value={to ?? staying}
                onChange={(next) => map(key, next)}
              />
              {deals > 0 && to !== null && (
                <span className="text-12 text-ink-2">{t(isSame ? 'processes.move.same' : 'processes.move.anew')}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="font-medium">
        {t('processes.move.sum', { moving: preview.moving, staying: preview.staying })}{' '}
        {preview.left.map(({ reason, deals }) => t(`processes.move.left.${reason}`, { count: deals })).join(' ')}
      </p>
      {preview.moving > 0 && <After preview={preview} number={number} />}
      <Gates preview={preview} gates={gates} onGates={onGates} />
    </div>
  )
}

/** How full the stages of the new version will be. */
function After({ preview: { to }, number }: { preview: ChangeoverPreview; number: (value: number) => string }) {
  const { t } = useWords()
  const most = Math.max(1, ...to.map(({ deals, coming }) => deals + coming))
  return (
    <section>
      <h3 className="mb-1 text-12 font-medium text-ink-2">{t('processes.move.after')}</h3>
      <ul className="flex flex-col gap-1">
        {to.map(({ key, name, deals, coming }) => (
          <li key={key} className="grid grid-cols-[minmax(0,10rem)_1fr_auto] items-center gap-2">
            <span className="break-words">
              <bdi>{name}</bdi>
            </span>
            <span aria-hidden className="flex h-2 overflow-hidden rounded-full bg-sunken">
              <span className="bg-line-strong" style={{ inlineSize: `${(deals / most) * 100}%` }} />
              <span className="bg-accent" style={{ inlineSize: `${(coming / most) * 100}%` }} />
            </span>
            <span className="text-12 whitespace-nowrap">
              {t('processes.move.counts', { before: number(deals), after: number(deals + coming) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What gates of the new version ask for and running deals lack. */
function Gates({ preview: { gates: lacking }, gates, onGates }: Omit<MappingTableProps, 'onMap'>) {
  const { t } = useWords()
  if (lacking.length === 0) return null
  const isEnforced = lacking.some(({ gate }) => gate === 'enforce')
  return (
    <Notice tone="warn">
      <p className="flex items-center gap-1.5 font-medium">
        <IconAlertTriangle size={16} /> {t('processes.move.gates')}
      </p>
      <ul className="mt-1 flex flex-col gap-1">
        {lacking.map(({ stage, name, gate, deals, missing }) => (
          <li key={stage}>
            <span className="flex flex-wrap items-center gap-x-2">
              {t('processes.move.lack', { stage: name, count: deals })}
              <Badge tone={gate === 'enforce' ? 'warn' : 'plain'}>{t(`codes.gate.${gate}`)}</Badge>
            </span>
            <ul className="list-disc ps-5 text-12">
              {missing.map((criterion) => (
                <li key={criterion.key}>
                  <bdi>
                    <CriterionWords criterion={criterion} />
                  </bdi>
                  {': '}
                  {t('processes.strip.deals', { count: criterion.deals })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {isEnforced && (
        <Checkbox
          className="mt-2"
          isSelected={gates === 'hold'}
          onChange={(isHeld) => onGates(isHeld ? 'hold' : 'tell')}
        >
          {t('processes.move.hold')}
        </Checkbox>
      )}
    </Notice>
  )
}
