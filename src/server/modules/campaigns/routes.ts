import * as contract from '../../../contract/campaigns.ts'
import { read, report, type Route, snapshot, write } from '../../kernel/route.ts'
import { addCampaign, changeCampaign, deleteCampaign, listCampaigns, showCampaign } from './campaigns.ts'
import { countFaults, dropFaulty, listFaulty } from './faulty.ts'
import { listCampaignDeals, showResults } from './results.ts'
import { checkAnew, setLeastUsable, startCampaign, stopCampaign } from './running.ts'

export const campaignRoutes: readonly Route[] = [
  read(contract.listCampaigns, (ctx, { query }) => listCampaigns(ctx, query)),
  read(contract.showCampaign, (ctx, { params }) => showCampaign(ctx, params.id)),
  write(contract.addCampaign, (ctx, { body }) => addCampaign(ctx, body)),
  write(contract.changeCampaign, (ctx, { params, body }) => changeCampaign(ctx, params.id, body)),
  write(contract.deleteCampaign, (ctx, { params }) => deleteCampaign(ctx, params.id)),
  write(contract.checkCampaign, (ctx, { params }) => checkAnew(ctx, params.id)),
  write(contract.startCampaign, (ctx, { params }) => startCampaign(ctx, params.id)),
  write(contract.stopCampaign, (ctx, { params }) => stopCampaign(ctx, params.id)),
  snapshot(contract.listCampaignFaults, (ctx, { params, query }) => listFaulty(ctx, params.id, query)),
  snapshot(contract.countCampaignFaults, (ctx, { params }) => countFaults(ctx, params.id)),
  write(contract.dropCampaignFaults, (ctx, { params, body }) => dropFaulty(ctx, params.id, body)),
  report(contract.showCampaignResults, (ctx, { params }) => showResults(ctx, params.id)),
  report(contract.listCampaignDeals, (ctx, { params, query }) => listCampaignDeals(ctx, params.id, query)),
  write(contract.setCampaignRules, (ctx, { body }) => setLeastUsable(ctx, body.leastUsablePercent)),
]
