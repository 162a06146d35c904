import type { Command } from './command.ts'

type Entry = { name: string; describes: string; load: () => Promise<{ command: Command }> }

/** Every command, in the order of the help. A command's modules are loaded only when it runs. */
export const commands: readonly Entry[] = [
  { name: 'start', describes: 'Start Rondo and keep it running', load: () => import('./start.ts') },
  { name: 'migrate', describes: 'Bring the database up to this version', load: () => import('./migrate.ts') },
]
