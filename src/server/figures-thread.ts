/**
 * The thread in which large workspaces are walked through, so that the server goes on answering: it keeps their histories,
 * reads them by a connection of its own, and takes one figure after the other.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openOne } from './database/pool.ts'
import { type OwnConnection, answerWalk } from './modules/measurement/walking.ts'
import type { Walk } from './modules/measurement/walker.ts'

let connection: Promise<OwnConnection & { readonly isLost: () => boolean }> | null = null
let before: Promise<unknown> = Promise.resolve()

parentPort?.on('message', (asked: Walk) => {
  before = before.then(() => answer(asked))
})

async function answer(asked: Walk): Promise<void> {
  try {
    if ((await connection)?.isLost()) connection = null
    connection ??= openOne(workerData)
    const { walked, later } = await answerWalk(await connection, asked)
    parentPort?.postMessage(walked)
    // If it fails, the next start reads as long as this one.
    await later?.().catch(() => {})
  } catch (error) {
    connection = null
    parentPort?.postMessage({ number: asked.number, defect: String(error) })
  }
}
