// Work that only one process of a checkout does at a time. Node brings locks of the kernel with version 22 at the earliest
// and this runs on older ones, so it is a file with the pid of its holder; a holder that was killed is taken over from.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Waits until no living process holds `file`, and does the work, which is not asynchronous, while holding it. */
export function oneAtATime(file, work) {
  mkdirSync(path.dirname(file), { recursive: true })
  let told = false
  while (!created(file) && !takenOver(file)) {
    if (!told) console.error(`Waiting for process ${holderOf(file)}, which holds ${file} …`)
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  try {
    return work()
  } finally {
    rmSync(file)
  }
}

function created(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

// Only whoever holds the claim on a dead holder's file replaces it, and it is looked at again under the claim: of two that
// saw the same dead holder, the second would else remove the file of the first.
function takenOver(file) {
  const holder = holderOf(file)
  if (lives(holder)) return false
  const claim = `${file}-after-${holder}`
  if (!created(claim)) return false
  if (holderOf(file) !== holder) {
    rmSync(claim)
    return false
  }
  renameSync(claim, file)
  return true
}

/** The pid in the file; 0 while it is being written or when it is gone. */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return 0
  }
}

// Without a pid there is nobody to take over from: the next look finds one, or no file.
function lives(pid) {
  if (pid === 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}
