import type { Command } from './command.ts'

type Entry = { name: string; describes: string; load: () => Promise<{ command: Command }> }

/** Every command, in the order of the help. A command's modules are loaded only when it runs. */
export const commands: readonly Entry[] = [
  { name: 'start', describes: 'Start Rondo and keep it running', load: () => import('./start.ts') },
  {
    name: 'workspace create',
    describes: 'Create a workspace with its owner and process',
    load: () => import('./workspace-create.ts'),
  },
  { name: 'user create', describes: 'Let somebody sign in to a workspace', load: () => import('./user-create.ts') },
  {
    name: 'user second-factor-off',
    describes: 'Let somebody in who lost their telephone and recovery codes',
    load: () => import('./user-second-factor-off.ts'),
  },
  { name: 'key create', describes: 'Make an API key for a workspace', load: () => import('./key-create.ts') },
  {
    name: 'import deals',
    describes: 'Import a pipeline from CSV files',
    load: () => import('./import-deals.ts'),
  },
  { name: 'import', describes: 'Take in a complete archive', load: () => import('./import-everything.ts') },
  { name: 'export', describes: 'Save everything as one archive', load: () => import('./export-everything.ts') },
  { name: 'seed', describes: 'Fill a database for trying and measuring', load: () => import('./seed.ts') },
  {
    name: 'doctor',
    describes: 'Prove that every deal is what its history says',
    load: () => import('./doctor.ts'),
  },
  { name: 'migrate', describes: 'Bring the database up to this version', load: () => import('./migrate.ts') },
]
