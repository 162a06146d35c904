import { defineConfig } from 'vitest/config'

// The files of a worker share the modules they load, which is half of what a short story costs. Each has its own database
// and server; what our modules remember is by workspace.
const isolate = false

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          isolate,
          include: ['test/statistics/**/*.test.ts', 'test/rules/**/*.test.ts', 'test/laws/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'stories',
          isolate,
          include: ['test/**/*.test.ts'],
          exclude: ['test/statistics/**', 'test/rules/**', 'test/laws/**', 'test/faults/**'],
          globalSetup: ['test/kit/database-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          isolate,
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['test/kit/database-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Two at a time: one waits for its screen while the other works.
          maxWorkers: 2,
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
