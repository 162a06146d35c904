import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { countCampaignFaults, setCampaignRules } from '../../contract/campaigns.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Button, NumberField, useWords } from '../ui/index.ts'

/** What is wrong with the data of a campaign, and how much of it the workspace asks for. */
export function faultsQuery(id: string) {
  return { queryKey: ['campaign', id, 'faults'], queryFn: () => call(countCampaignFaults, { params: { id } }) }
}

/** Below which share of usable data no campaign starts: said by the workspace, for all of them. @param about any campaign */
export function LeastUsable({ about }: { about: string }) {
  const { t } = useWords()
  const rules = useQuery(faultsQuery(about))
  const [isEdited, setEdited] = useState(false)
  if (!rules.data) return null
  const { leastUsablePercent } = rules.data
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
      {t('campaigns.least', { percent: leastUsablePercent })}
      <Button variant="quiet" onPress={() => setEdited(true)}>
        {t('campaigns.least.change')}
      </Button>
      {isEdited && <LeastDialog percent={leastUsablePercent} onClose={() => setEdited(false)} />}
    </p>
  )
}

function LeastDialog({ percent, onClose }: { percent: number; onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [value, setValue] = useState<number | null>(percent)
  const save = useMutation({
    mutationFn: () => call(setCampaignRules, { body: { leastUsablePercent: value ?? percent } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['campaign'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('campaigns.least.change')}
      size="small"
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={value === null}
      onClose={onClose}
    >
      <NumberField
        label={t('campaigns.least.label')}
        name="leastUsablePercent"
        value={value}
        onChange={setValue}
        minValue={0}
        maxValue={100}
      />
    </FormDialog>
  )
}
