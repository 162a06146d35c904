import { useMutation, useQueryClient } from '@tanstack/react-query'
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs'
import IconPlayerStop from '@tabler/icons-react/dist/esm/icons/IconPlayerStop.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { deleteCampaign, startCampaign, stopCampaign } from '../../contract/campaigns.ts'
import type { Campaign } from '../../contract/campaigns.ts'
import { call } from '../api.ts'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Button, IconButton, toast, useProblemWords, useWords } from '../ui/index.ts'
import { statusOf } from './campaigns-query.ts'

/** Starts, ends, or gives up a campaign; a start that is refused says what is missing. */
export function CampaignRun({ campaign }: { campaign: Campaign }) {
  const { t } = useWords()
  const go = useGo()
  const say = useProblemWords()
  const queries = useQueryClient()
  const mayRun = useRight('deals.assign')
  const params = { id: campaign.id }
  const run = useMutation({
    mutationFn: async (act: 'start' | 'stop' | 'delete') => {
      if (act === 'start') await call(startCampaign, { params })
      else if (act === 'stop') await call(stopCampaign, { params })
      else await call(deleteCampaign, { params })
    },
    onSuccess: (_, act) => {
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      if (act === 'delete') go('campaigns')
      else void queries.invalidateQueries({ queryKey: ['campaign'] })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  if (!mayRun) return null
  switch (statusOf(campaign)) {
    case 'planned':
      return (
        <span className="flex gap-2">
          <IconButton icon={IconTrash} label={t('campaigns.delete')} onPress={() => run.mutate('delete')} />
          <Button
            variant="primary"
            icon={IconPlayerPlay}
            onPress={() => run.mutate('start')}
            isPending={run.isPending}
            isDisabled={campaign.check === null || campaign.check.isRunning}
          >
            {t('campaigns.start')}
          </Button>
        </span>
      )
    case 'running':
      return (
        <Button icon={IconPlayerStop} onPress={() => run.mutate('stop')} isPending={run.isPending}>
          {t('campaigns.stop')}
        </Button>
      )
    case 'stopped':
      return null
  }
}
