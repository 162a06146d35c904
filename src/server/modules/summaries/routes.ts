import * as contract from '../../../contract/summaries.ts'
import type { JobHandlers } from '../../kernel/job.ts'
import type { Post } from '../../kernel/mail.ts'
import { type Route, read, report, visit, write } from '../../kernel/route.ts'
import { chooseSummary, chooseSummaryForAll, showSummaryChoice, stopSummary } from './choice.ts'
import { mailSummary, summaryMail } from './mail.ts'
import { weeklySummary } from './weekly.ts'

/** @param way whether this server can send mail */
export function summaryRoutes(way: { readonly canMail: boolean }): readonly Route[] {
  return [
    report(contract.showWeeklySummary, (ctx, { query }) => weeklySummary(ctx, query)),
    read(contract.showSummaryChoice, (ctx) => showSummaryChoice(ctx, way)),
    write(contract.chooseSummary, (ctx, { body }) => chooseSummary(ctx, body, way)),
    write(contract.chooseSummaryForAll, (ctx, { body }) => chooseSummaryForAll(ctx, body, way)),
    visit(contract.stopSummary, stopSummary),
  ]
}

export function summaryJobs(post: Post | null): JobHandlers {
  return { [summaryMail]: mailSummary(post) }
}
