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
let working: Promise<unknown> = Promise.resolve()

parentPort?.on('message', (asked: Walk) => {
  if (asked.wanted === 'work') working = working.then(() => work(asked))
  else before = before.then(() => answer(asked))
})

/** By a connection of its own: counting what was done takes some seconds at first, and no question waits for it. */
async function work(asked: Walk): Promise<void> {
  try {
    const own = await openOne(workerData)
    const { walked } = await answerWalk(own, asked).finally(() => own.client.end())
    parentPort?.postMessage(walked)
  } catch (error) {
    parentPort?.postMessage({ number: asked.number, defect: String(error) })
  }
}

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
