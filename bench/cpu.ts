import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { DatabaseConnection } from '../src/server/database/open.ts'

// USER_HZ, 100 on every Linux that Node runs on: hundreds of requests a round make the ticks fine enough.
const tickMs = 10

/** Milliseconds of CPU, user and system, that a process has used since it began. Linux only. */
function cpuOf(pid: number): number {
  // proc(5): utime and stime are fields 14 and 15; the name in field 2 may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

/** Megabytes that a process holds in memory. Linux only. */
export function memoryMb(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1_024)
}

export interface CpuMeter {
  /** Milliseconds used so far by a server and the backends that serve it. */
  read(pid: number, applicationName: string): Promise<number>
  close(): Promise<void>
}

/** Reads CPU of a server with its PostgreSQL backends, which are known by the name of their application. */
export async function cpuMeter(connection: DatabaseConnection): Promise<CpuMeter> {
  const client = new pg.Client(connection)
  await client.connect()
  return {
    async read(pid, applicationName) {
      const { rows } = await client.query<{ pid: number }>(
        'select pid from pg_stat_activity where application_name = $1',
        [applicationName],
      )
      return [pid, ...rows.map((row) => row.pid)].reduce((sum, process) => sum + cpuOf(process), 0)
    },
    close: () => client.end(),
  }
}
