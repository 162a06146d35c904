import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { splitDeal } from '../../contract/commission.ts'
import type { DealCommission } from '../../contract/commission.ts'
import type { Deal } from '../../contract/deals.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useColleagues } from '../settings/team-query.ts'
import { Button, ComboBox, IconButton, useFormats, useWords } from '../ui/index.ts'
import { useCommissionRead } from './queries.ts'
import { Percent } from './terms-rows.tsx'

interface Share {
  readonly memberId: string | null
  readonly basisPoints: number
}

interface SplitDialogProps {
  readonly deal: Deal
  readonly split: DealCommission['split']
  readonly onClose: () => void
}

/** Who shares the win: shares that sum to the whole; none, and it is the owner's alone. */
export function SplitDialog({ deal, split, onClose }: SplitDialogProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const colleagues = useColleagues().map(({ id, name }) => ({ id, label: name }))
  const [shares, setShares] = useState<readonly Share[]>(
    split.length > 0 ? split : [{ memberId: deal.owner?.id ?? null, basisPoints: 10_000 }],
  )
  const sum = shares.reduce((total, { basisPoints }) => total + basisPoints, 0)
  const named = shares.flatMap(({ memberId, basisPoints }) => (memberId === null ? [] : [{ memberId, basisPoints }]))
  const save = useSave(deal, named, onClose)
  const set = (place: number, more: Partial<Share>) =>
    setShares(shares.map((share, at) => (at === place ? { ...share, ...more } : share)))
  return (
    <FormDialog
      title={t('commission.split.title')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={sum !== 10_000 || named.length < shares.length}
      onClose={onClose}
    >
      {shares.map(({ memberId, basisPoints }, place) => (
        <div key={place} className="grid grid-cols-[minmax(0,1fr)_112px_32px] items-end gap-2">
          <ComboBox
            label={t('commission.payroll.seller')}
            options={colleagues}
            value={memberId}
            onChange={(id) => set(place, { memberId: id })}
          />
          <Percent
            label={t('commission.split.part')}
            value={basisPoints}
            onChange={(next) => set(place, { basisPoints: next })}
          />
          {shares.length > 1 && (
            <IconButton
              icon={IconTrash}
              label={t('commission.plans.drop')}
              onPress={() => setShares(shares.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="quiet"
          icon={IconPlus}
          onPress={() => setShares([...shares, { memberId: null, basisPoints: Math.max(0, 10_000 - sum) }])}
        >
          {t('commission.split.add')}
        </Button>
        <span className={sum === 10_000 ? 'text-ink-2' : 'text-warn'}>
          {t('commission.split.sum', { share: percent(sum / 10_000, 2) })}
        </span>
      </div>
    </FormDialog>
  )
}

function useSave(deal: Deal, shares: { memberId: string; basisPoints: number }[], onDone: () => void) {
  const queries = useQueryClient()
  const readAnew = useCommissionRead()
  const isOwners = shares.length === 1 && shares[0]?.memberId === deal.owner?.id
  return useMutation({
    mutationFn: () => call(splitDeal, { params: { id: deal.id }, body: { shares: isOwners ? [] : shares } }),
    onSuccess: () => {
      readAnew()
      void queries.invalidateQueries({ queryKey: ['deal', deal.id] })
      onDone()
    },
  })
}
