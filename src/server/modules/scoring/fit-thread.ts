/** The thread in which a score is fitted: some seconds of sums, in which the server goes on answering. */
import { parentPort, workerData } from 'node:worker_threads'
import { fitScore } from './fitting.ts'

parentPort?.postMessage(fitScore(workerData))
