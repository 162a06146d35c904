import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// The files of a worker share the modules they load, which is half of what a short story costs. Each has its own database
// and server; what our modules remember is by workspace.
const isolate = false

// One more than there are processors: one waits for its screen or its database while the others work.
const maxWorkers = availableParallelism() + 1

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          isolate,
          maxWorkers,
          include: ['test/statistics/**/*.test.ts', 'test/rules/**/*.test.ts', 'test/laws/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stories',
          isolate,
          maxWorkers,
          include: ['test/**/*.test.ts'],
          exclude: ['test/statistics/**', 'test/rules/**', 'test/laws/**', 'test/faults/**'],
          globalSetup: ['test/kit/database-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'browser',
          isolate,
          maxWorkers,
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['test/kit/database-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
