import { randomBytes } from 'node:crypto'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import type { DatabaseConnection } from './database/open.ts'
import { openPools } from './database/pool.ts'
import type { Refusal } from './http/identify.ts'
import { buildServer } from './http/server.ts'
import { type Jobs, startJobs } from './jobs/index.ts'
import { smtpPost } from './integrations/email/index.ts'
import { lineTypesFrom } from './integrations/telephony/index.ts'
import type { JobHandlers } from './kernel/job.ts'
import type { AskLineType } from './kernel/line-types.ts'
import type { Post } from './kernel/mail.ts'
import { startLive } from './live/index.ts'
import type { Route } from './kernel/route.ts'
import { accessJobs, accessRoutes, expireHourly, refusalLog } from './modules/access/index.ts'
import { callingRoutes } from './modules/calling/index.ts'
import { campaignJobs, campaignRoutes } from './modules/campaigns/index.ts'
import { appointmentRoutes } from './modules/appointments/index.ts'
import { closingRoutes } from './modules/closing/index.ts'
import { closedDaysRoutes } from './modules/closures/index.ts'
import { competitorRoutes } from './modules/competitors/index.ts'
import { commissionRoutes } from './modules/commission/index.ts'
import { coachDaily, coachingRoutes } from './modules/coaching/index.ts'
import { currencyRoutes } from './modules/currencies/index.ts'
import { changeoverJobs, dealsRoutes } from './modules/deals/index.ts'
import { dashboardRoutes } from './modules/dashboards/index.ts'
import { duplicateJobs, duplicateRoutes, scanRegularly } from './modules/duplicates/index.ts'
import { distributeRegularly, distributionRoutes } from './modules/distribution/index.ts'
import { experimentRoutes } from './modules/experiments/index.ts'
import { improvementRoutes } from './modules/improvements/index.ts'
import { expireExportsHourly, exportJobs, exportsRoutes } from './modules/exports/index.ts'
import { fieldRoutes } from './modules/fields/index.ts'
import { forecastRoutes, snapshotDaily } from './modules/forecast/index.ts'
import { glanceRoutes } from './modules/glance/index.ts'
import { sendMondays, summaryJobs, summaryRoutes } from './modules/summaries/index.ts'
import { handoffRoutes } from './modules/handoffs/index.ts'
import { handoverJobs, handoverRoutes } from './modules/handover/index.ts'
import { importJobs, importsRoutes } from './modules/imports/index.ts'
import { measurementRoutes, openWalker, readAhead, storeRegularly } from './modules/measurement/index.ts'
import { customerRoutes } from './modules/customers/index.ts'
import { noteRoutes } from './modules/notes/index.ts'
import { nurtureRoutes } from './modules/nurture/index.ts'
import { objectionRoutes } from './modules/objections/index.ts'
import { playbookRoutes } from './modules/playbooks/index.ts'
import { presentingRoutes } from './modules/presenting/index.ts'
import { outreachRoutes } from './modules/outreach/index.ts'
import { peopleRoutes } from './modules/people/index.ts'
import { processRoutes } from './modules/process/index.ts'
import { privacyJobs, privacyRoutes } from './modules/privacy/index.ts'
import { productRoutes } from './modules/products/index.ts'
import { quotaRoutes } from './modules/quotas/index.ts'
import { prospectsRoutes, rankHourly, rankingJobs } from './modules/prospects/index.ts'
import { talkRoutes } from './modules/talks/index.ts'
import { todayRoutes } from './modules/today/index.ts'
import { eraseExpiredHourly, researchRoutes } from './modules/research/index.ts'
import { visitRoutes } from './modules/visits/index.ts'
import { sampleRoutes } from './modules/sample/index.ts'
import { searchRoutes } from './modules/search/index.ts'
import { sequenceRoutes, stopAnsweredRegularly } from './modules/sequences/index.ts'
import { refitRegularly, scoreRegularly, scoringJobs, scoringRoutes } from './modules/scoring/index.ts'
import { segmentRoutes } from './modules/segments/index.ts'
import { type FirstRunGuard, setupRoutes } from './modules/setup/index.ts'
import { bulkJobs, viewsRoutes } from './modules/views/index.ts'

export interface ServerOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'baseUrl' | 'logLevel' | 'roles' | 'databaseUrl'> &
    Partial<
      Pick<Config, 'smtpUrl' | 'mailFrom' | 'lineTypeUrl' | 'lineTypeToken' | 'lineTypeField' | 'privateServices'>
    >
  readonly connection: DatabaseConnection
  /** Whether answers are checked against the contract; tests do. */
  readonly checkAnswers?: boolean
}

export interface RunningServer {
  /** Where it listens. */
  readonly url: string
  /** The one-time link of the first run, while no workspace exists and this machine is not trusted by itself. */
  readonly firstRunUrl: string | null
  /** Finishes what is running, then ends. */
  stop(): Promise<void>
}

const figuresThread = new URL('./figures-thread.ts', import.meta.url)
// The server's own is small, to be small when idle; a figure that makes an object a deal would clear it a hundred times.
const threadLimits = { maxYoungGenerationSizeMb: 96 }
// So many callers may wait to be heard at once; of more than the usual 511 the rest would be turned away.
const unheardAtMost = 2_048
const builtScreens = path.join(import.meta.dirname, '../../dist/web')

/** Every route of the server, by module. */
export function allRoutes(guard: FirstRunGuard, canMail = false): readonly Route[] {
  return [
    ...setupRoutes(guard),
    ...sampleRoutes,
    ...accessRoutes({ canMail }),
    ...handoverRoutes,
    ...fieldRoutes,
    ...peopleRoutes,
    ...productRoutes,
    ...processRoutes,
    ...dealsRoutes,
    ...outreachRoutes,
    ...appointmentRoutes,
    ...sequenceRoutes,
    ...objectionRoutes,
    ...closedDaysRoutes,
    ...competitorRoutes,
    ...closingRoutes,
    ...nurtureRoutes,
    ...handoffRoutes,
    ...presentingRoutes,
    ...playbookRoutes,
    ...researchRoutes,
    ...visitRoutes,
    ...noteRoutes,
    ...customerRoutes,
    ...duplicateRoutes,
    ...importsRoutes,
    ...exportsRoutes,
    ...privacyRoutes,
    ...segmentRoutes,
    ...scoringRoutes,
    ...prospectsRoutes,
    ...distributionRoutes,
    ...callingRoutes,
    ...campaignRoutes,
    ...viewsRoutes,
    ...dashboardRoutes,
    ...currencyRoutes,
    ...measurementRoutes,
    ...forecastRoutes,
    ...coachingRoutes,
    ...glanceRoutes,
    ...summaryRoutes({ canMail }),
    ...talkRoutes,
    ...todayRoutes,
    ...experimentRoutes,
    ...improvementRoutes,
    ...quotaRoutes,
    ...commissionRoutes,
    ...searchRoutes,
  ]
}

/** Wires everything and listens. The database is migrated already. */
export async function startServer({ config, connection, checkAnswers = false }: ServerOptions): Promise<RunningServer> {
  const pools = openPools(connection)
  const refusals = refusalLog(pools.db)
  // Where an address for people is set, what seems to come from this machine may come through a proxy.
  const trustsLocal = config.databaseUrl === undefined && config.baseUrl === undefined
  const guard = { token: randomBytes(24).toString('base64url'), trustsLocal }
  const live = startLive({ connection, db: pools.db })
  let url = ''
  const post = postOf(config, () => config.baseUrl ?? url)
  const isWorker = config.roles.includes('worker')
  const jobs: Jobs | null = isWorker
    ? await startJobs({ connection, pools, handlers: handlersOf(post, lineTypesOf(config)), wrote: live.wrote })
    : null
  let leaving = false
  const closeWalker = openWalker(() => beginFigures(connection))
  const stopRegular = (isWorker ? regularOf(post) : []).map((start) => start(pools.db))
  const app = await buildServer({
    pools,
    routes: allRoutes(guard, post !== null),
    baseUrl: config.baseUrl ?? null,
    logLevel: config.logLevel,
    webDirectory: (await exists(builtScreens)) ? builtScreens : null,
    refused: (refusal, request) => refusals.add(refusedRequest(refusal, request)),
    written: (workspaceId) => {
      jobs?.wake()
      live.wrote(workspaceId)
    },
    live,
    leaving: () => leaving,
    checkAnswers,
  })
  await app.listen({ host: config.host, port: config.port, backlog: unheardAtMost })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  // It only makes the first figure wait less.
  if (config.roles.includes('web')) void readAhead(pools.db).catch(() => {})
  const first = await pools.db.selectFrom('workspaces').select('id').limit(1).executeTakeFirst()
  return {
    url,
    firstRunUrl:
      first === undefined && !guard.trustsLocal ? `${config.baseUrl ?? url}/first-run?token=${guard.token}` : null,
    stop: async () => {
      leaving = true
      // A proxy that was told the base URL keeps connections: each is closed with its next answer, and within a second
      // the proxy has seen that this process is no longer ready. Without this, 56 of 17,000 requests of a restart were lost.
      app.server.prependListener('request', (_request, response) => {
        response.shouldKeepAlive = false
      })
      if (config.baseUrl !== undefined) await pause(1_000)
      await live.stop()
      await app.close()
      for (const stop of stopRegular) stop()
      await closeWalker()
      await jobs?.stop()
      await refusals.close()
      await pools.close()
    },
  }
}

/** What a worker does again and again. Without a way to send mail nobody is written to; who sets it later does not write about the past. */
const regularOf = (post: Post | null) => [
  expireHourly,
  distributeRegularly,
  eraseExpiredHourly,
  scanRegularly,
  expireExportsHourly,
  rankHourly,
  scoreRegularly,
  refitRegularly,
  stopAnsweredRegularly,
  storeRegularly,
  snapshotDaily,
  coachDaily,
  ...(post === null ? [] : [sendMondays]),
]

/** The thread in which figures of large workspaces are taken. */
function beginFigures(connection: ServerOptions['connection']): Worker {
  return new Worker(figuresThread, { workerData: connection, resourceLimits: threadLimits })
}

/** What jobs do, by their kind. */
function handlersOf(post: Post | null, askLineType: AskLineType | null): JobHandlers {
  return {
    ...accessJobs(post),
    ...summaryJobs(post),
    ...handoverJobs,
    ...campaignJobs(askLineType),
    ...importJobs,
    ...bulkJobs,
    ...changeoverJobs,
    ...duplicateJobs,
    ...exportJobs,
    ...privacyJobs,
    ...rankingJobs,
    ...scoringJobs,
  }
}

/** What tells kinds of telephone lines, if the operator named a service. */
function lineTypesOf(config: ServerOptions['config']): AskLineType | null {
  const { lineTypeUrl: url, lineTypeToken: token, lineTypeField: field = 'line_type', privateServices } = config
  return url === undefined ? null : lineTypesFrom({ url, token, field, allowsPrivate: privateServices === true })
}

/** How mails are sent, if the operator said how. */
function postOf({ smtpUrl, mailFrom }: ServerOptions['config'], baseUrl: () => string): Post | null {
  return smtpUrl === undefined || mailFrom === undefined ? null : { send: smtpPost(smtpUrl, mailFrom), baseUrl }
}

function refusedRequest({ caller, permission }: Refusal, request: FastifyRequest) {
  return {
    workspaceId: caller.workspace.id,
    actor: caller.actor,
    at: caller.now,
    permission,
    request: `${request.method} ${request.routeOptions.url ?? ''}`,
    address: request.ip,
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
