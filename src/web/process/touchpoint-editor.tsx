import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { channels, touchpointHands } from '../../contract/process.ts'
import type { Touchpoint } from '../../contract/process.ts'
import { Button, IconButton, NumberField, SelectField, useWords } from '../ui/index.ts'

interface TouchpointEditorProps {
  readonly touchpoints: readonly Touchpoint[]
  readonly onChange: (touchpoints: Touchpoint[]) => void
}

// The contract's limit of a list.
const most = 20

/** How one means to get in touch: by what, who begins, how often, and how many days apart. */
export function TouchpointEditor({ touchpoints, onChange }: TouchpointEditorProps) {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-3">
      {touchpoints.map((touchpoint, at) => (
        // Rows have no identity but their place: two alike are the same.
        // oxlint-disable-next-line react/no-array-index-key
        <TouchpointRow
          key={at}
          touchpoint={touchpoint}
          onChange={(change) => onChange(touchpoints.toSpliced(at, 1, { ...touchpoint, ...change }))}
          onRemove={() => onChange(touchpoints.toSpliced(at, 1))}
        />
      ))}
      <Button
        variant="quiet"
        icon={IconPlus}
        className="-ms-3 self-start"
        isDisabled={touchpoints.length >= most}
        onPress={() =>
          onChange([...touchpoints, { channel: 'phone', direction: 'outbound', by: null, count: 1, spacingDays: 0 }])
        }
      >
        {t('processes.touchpoint.add')}
      </Button>
    </div>
  )
}

interface TouchpointRowProps {
  readonly touchpoint: Touchpoint
  readonly onChange: (change: Partial<Touchpoint>) => void
  readonly onRemove: () => void
}

type Hand = NonNullable<Touchpoint['by']> | 'owner'
const hands: readonly Hand[] = ['owner', ...touchpointHands]

function TouchpointRow({ touchpoint, onChange, onRemove }: TouchpointRowProps) {
  const { t } = useWords()
  const channel = t(`codes.channel.${touchpoint.channel}`)
  return (
    <div className="grid grid-cols-2 items-end gap-2 border-b border-line pb-3 last:border-b-0 tablet:grid-cols-[1fr_1fr_1fr_5rem_6rem_auto] tablet:border-b-0 tablet:pb-0">
      <SelectField<Touchpoint['channel']>
        label={t('processes.touchpoint.channel')}
        options={channels.map((id) => ({ id, label: t(`codes.channel.${id}`) }))}
        value={touchpoint.channel}
        onChange={(next) => onChange({ channel: next })}
      />
      <SelectField<Touchpoint['direction']>
        label={t('processes.touchpoint.direction')}
        options={(['outbound', 'inbound'] as const).map((id) => ({ id, label: t(`codes.direction.${id}`) }))}
        value={touchpoint.direction}
        onChange={(direction) => onChange({ direction })}
      />
      <SelectField<Hand>
        label={t('processes.touchpoint.who')}
        options={hands.map((id) => ({ id, label: t(`codes.hand.${id}`) }))}
        value={touchpoint.by ?? 'owner'}
        onChange={(by) => onChange({ by: by === 'owner' ? null : by })}
      />
      <NumberField
        label={t('processes.touchpoint.count')}
        minValue={1}
        maxValue={50}
        value={touchpoint.count}
        onChange={(count) => onChange({ count: count ?? 1 })}
      />
      <NumberField
        label={t('processes.touchpoint.spacing')}
        minValue={0}
        maxValue={365}
        value={touchpoint.spacingDays}
        onChange={(spacingDays) => onChange({ spacingDays: spacingDays ?? 0 })}
      />
      <IconButton icon={IconX} label={t('ui.remove', { name: channel })} onPress={onRemove} />
    </div>
  )
}
