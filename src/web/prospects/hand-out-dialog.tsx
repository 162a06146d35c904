import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { handOut } from '../../contract/lists.ts'
import type { ProspectList } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { useMembers } from '../people/members.ts'
import { Button, Dialog, Form, NumberField, toast, useWords } from '../ui/index.ts'
import { MembersChoice } from './members-choice.tsx'
import { refreshProspects } from './prospects-query.ts'
import { useTakeBack } from './use-take-back.ts'

/** Hands the best of a list to sellers in turn. */
export function HandOutDialog({ list, onClose }: { list: ProspectList; onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const takeBack = useTakeBack(list.id)
  const members = useMembers().filter(({ id }) => list.workerIds.length === 0 || list.workerIds.includes(id))
  const [memberIds, setMemberIds] = useState<string[]>([])
  const [each, setEach] = useState<number | null>(20)
  const hand = useMutation({
    mutationFn: () => call(handOut, { params: { id: list.id }, body: { memberIds, each: each ?? 1 } }),
    onSuccess: ({ handed, handedAt }) => {
      refreshProspects(queries)
      const count = handed.reduce((sum, one) => sum + one.count, 0)
      toast({
        text: t('prospects.toast.handed-out', { count, sellers: handed.length }),
        onUndo: () => takeBack({ handedAt }),
      })
      onClose()
    },
  })
  const isReady = memberIds.length > 0 && each !== null && each >= 1
  return (
    <Dialog title={t('prospects.hand-out')} isOpen onClose={onClose} size="small">
      <p className="-mt-2 mb-4 text-ink-2">{t('prospects.hand-out.how')}</p>
      <Form
        label={t('prospects.hand-out')}
        problem={hand.error}
        onSubmit={() => isReady && hand.mutate()}
        actions={
          <>
            <Button onPress={onClose}>{t('prospects.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!isReady} isPending={hand.isPending}>
              {t('prospects.hand-out.submit')}
            </Button>
          </>
        }
      >
        <MembersChoice
          label={t('prospects.hand-out.to')}
          members={members}
          chosen={memberIds}
          onChange={setMemberIds}
        />
        <NumberField
          label={t('prospects.hand-out.each')}
          name="each"
          value={each}
          onChange={setEach}
          minValue={1}
          maxValue={1000}
        />
      </Form>
    </Dialog>
  )
}
