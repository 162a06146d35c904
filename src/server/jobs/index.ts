/**
 * Work after the transaction: the relay makes a job of each row of the outbox, the runner runs it. Nothing is started and no
 * connection is held for the runner before there is something to do.
 */
import type { DatabaseConnection } from '../database/open.ts'
import type { Pools } from '../database/pool.ts'
import type { JobHandlers } from '../kernel/job.ts'
import { startRelay } from './relay.ts'
import { startRunner } from './runner.ts'

export interface Jobs {
  /** Says that something may have been written to the outbox. Costs nothing. */
  wake(): void
  /** Jobs come to the next good point and are left for whoever starts next. */
  stop(): Promise<void>
}

export interface JobsOptions {
  readonly connection: DatabaseConnection
  readonly pools: Pick<Pools, 'db'>
  readonly handlers: JobHandlers
  /** Told after every job, where: it may have written. */
  readonly wrote: (workspaceId: string) => void
}

export async function startJobs({ connection, pools, handlers, wrote }: JobsOptions): Promise<Jobs> {
  const runner = startRunner(connection, pools.db, handlers, wrote)
  const relay = startRelay(connection, () => runner.ready())
  return {
    wake: relay.wake,
    stop: async () => {
      await relay.stop()
      await runner.stop()
    },
  }
}
