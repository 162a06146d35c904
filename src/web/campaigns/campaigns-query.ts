import { queryOptions } from '@tanstack/react-query'
import { listCampaigns, showCampaign } from '../../contract/campaigns.ts'
import type { Campaign } from '../../contract/campaigns.ts'
import { call } from '../api.ts'
import type { Tone } from '../ui/index.ts'

const most = 200
// A check of some thousands takes seconds.
const lookAgainMs = 1_000

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: async () => (await call(listCampaigns, { query: { limit: most } })).items,
})

/** One campaign; asked for again and again while its check runs. */
export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: ['campaign', id],
    queryFn: () => call(showCampaign, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.check?.isRunning ? lookAgainMs : false),
  })
}

export type CampaignStatus = 'planned' | 'running' | 'stopped'

export function statusOf({ startedAt, stoppedAt }: Campaign): CampaignStatus {
  if (startedAt === null) return 'planned'
  return stoppedAt === null ? 'running' : 'stopped'
}

export const statusTones: Record<CampaignStatus, Tone> = { planned: 'plain', running: 'ok', stopped: 'accent' }
