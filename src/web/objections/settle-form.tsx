import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { type objectionOutcomes, resolutions } from '../../contract/facts.ts'
import { changeObjection, settleObjection } from '../../contract/objections.ts'
import type { Objection } from '../../contract/objections.ts'
import { call } from '../api.ts'
import { CloseNow } from '../closing/close-now.tsx'
import { Button, Form, MoneyField, SelectField, TextField, useWords } from '../ui/index.ts'
import { AnswerPick } from './answer-pick.tsx'
import { OwnKindChoice } from './own-kinds.tsx'
import { useObjectionsRead } from './objections-read.ts'

interface SettleFormProps {
  readonly deal: Deal
  readonly objection: Objection
  readonly onClose: () => void
}

interface Said {
  readonly words: string
  readonly productId: string | null
  readonly ownKindId: string | null
  readonly answerId: string | null
  readonly reply: string
  readonly resolution: (typeof resolutions)[number] | null
  readonly costMinor: number | null
}

/** What the buyer said, what one answers, and what came of it; all of it may wait. */
export function SettleForm({ deal, objection, onClose }: SettleFormProps) {
  const { t } = useWords()
  const { words, product, kind, ownKind } = objection
  const [said, setSaid] = useState<Said>({
    words: words ?? '',
    productId: product?.id ?? null,
    ownKindId: ownKind?.id ?? null,
    answerId: null,
    reply: '',
    resolution: null,
    costMinor: null,
  })
  const change = (changes: Partial<Said>) => setSaid({ ...said, ...changes })
  const settling = useSettling(objection, said, onClose)
  const { later, settle } = settling
  // Closing is offered where there is something to close.
  const isOvercome = settle.data?.outcome === 'overcome' && deal.outcome === 'open'
  if (isOvercome)
    return <CloseNow deal={deal} signal="objection_overcome" said={t('objections.overcome.signal')} onClose={onClose} />
  return (
    <Form
      label={t('objections.answer')}
      onSubmit={() => later.mutate()}
      problem={settle.error ?? later.error}
      actions={<SettleActions settling={settling} isOpen={deal.outcome === 'open'} onClose={onClose} />}
    >
      <p className="text-15 font-medium">{t(`codes.objection-kind.${kind}`)}</p>
      <TextField
        label={t('objections.words')}
        name="words"
        value={said.words}
        onChange={(typed) => change({ words: typed })}
        rows={2}
        maxLength={2000}
        autoFocus
      />
      <OwnKindChoice kind={kind} value={said.ownKindId} onChange={(ownKindId) => change({ ownKindId })} />
      <ProductChoice deal={deal} value={said.productId} onChange={(productId) => change({ productId })} />
      <AnswerPick
        kind={kind}
        productId={said.productId}
        value={said.answerId}
        onChange={(answerId) => change({ answerId })}
      />
      <TextField
        label={t('objections.reply')}
        name="reply"
        value={said.reply}
        onChange={(reply) => change({ reply })}
        rows={2}
        maxLength={4000}
      />
      <ResolutionFields currency={deal.currency} said={said} onChange={change} />
    </Form>
  )
}

interface SettleActionsProps {
  readonly settling: ReturnType<typeof useSettling>
  /** Whether there is something to close once the objection is overcome. */
  readonly isOpen: boolean
  readonly onClose: () => void
}

function SettleActions({ settling: { later, settle }, isOpen, onClose }: SettleActionsProps) {
  const { t } = useWords()
  return (
    <>
      <Button type="submit" variant="quiet" isPending={later.isPending}>
        {t('objections.later')}
      </Button>
      <Button isPending={settle.isPending} onPress={() => settle.mutate('stands', { onSuccess: onClose })}>
        {t('objections.stands')}
      </Button>
      <Button
        variant="primary"
        isPending={settle.isPending}
        onPress={() => settle.mutate('overcome', { onSuccess: () => !isOpen && onClose() })}
      >
        {t('objections.overcome')}
      </Button>
    </>
  )
}

function useSettling(
  objection: Objection,
  { words, productId, ownKindId, answerId, reply, resolution, costMinor }: Said,
  onClose: () => void,
) {
  const readAnew = useObjectionsRead()
  const params = { id: objection.id }
  const keep = () => call(changeObjection, { params, body: { words: words.trim() || null, productId, ownKindId } })
  const later = useMutation({
    mutationFn: keep,
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  const settle = useMutation({
    mutationFn: async (outcome: (typeof objectionOutcomes)[number]) => {
      await keep()
      const met = { reply: reply.trim() || null, resolution, costMinor }
      const how = { ...(answerId === null ? {} : { answerId }), ...met }
      return call(settleObjection, { params, body: { outcome, ...how } })
    },
    onSuccess: readAnew,
  })
  return { later, settle }
}

const none = 'none'

interface ResolutionFieldsProps {
  readonly currency: string
  readonly said: Said
  readonly onChange: (changes: Partial<Said>) => void
}

/** By what it is met; what that costs is asked where it is more than words. */
function ResolutionFields({ currency, said: { resolution, costMinor }, onChange }: ResolutionFieldsProps) {
  const { t } = useWords()
  return (
    <div className="grid gap-4 tablet:grid-cols-2">
      <SelectField
        label={t('objections.resolution')}
        options={[
          { id: none, label: t('objections.resolution.none') },
          ...resolutions.map((id) => ({ id, label: t(`codes.resolution.${id}`) })),
        ]}
        value={resolution ?? none}
        onChange={(id) => onChange({ resolution: resolutions.find((each) => each === id) ?? null, costMinor: null })}
      />
      {resolution !== null && resolution !== 'explanation' && (
        <MoneyField
          label={t('objections.resolution.cost')}
          name="costMinor"
          currency={currency}
          value={costMinor}
          onChange={(minor) => onChange({ costMinor: minor })}
        />
      )}
    </div>
  )
}

/** Which of the deal's products it is about. */
function ProductChoice({
  deal,
  value,
  onChange,
}: {
  deal: Deal
  value: string | null
  onChange: (id: string | null) => void
}) {
  const { t } = useWords()
  if (deal.lines.length === 0) return null
  return (
    <SelectField
      label={t('objections.product')}
      options={[
        { id: none, label: t('objections.product.none') },
        ...deal.lines.map(({ productId, productName }) => ({ id: productId, label: productName })),
      ]}
      value={value ?? none}
      onChange={(id) => onChange(id === none ? null : id)}
    />
  )
}
