import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPools, type Pools } from '../../src/server/database/pool.ts'
import { buildServer } from '../../src/server/http/server.ts'
import { allRoutes } from '../../src/server/main.ts'
import { freshDatabase, type FreshDatabase } from '../kit/database.ts'

const page = '<!doctype html><title>Rondo</title>'
let directory: string
let database: FreshDatabase
let pools: Pools
let plain: FastifyInstance
let secure: FastifyInstance

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'rondo-web-'))
  await mkdir(path.join(directory, 'assets'))
  await writeFile(path.join(directory, 'index.html'), page)
  await writeFile(path.join(directory, 'assets', 'app-1.js'), 'export {}')
  await writeFile(path.join(directory, 'assets', '.env'), 'SECRET=1')
  await writeFile(path.join(directory, '.env'), 'SECRET=1')
  database = await freshDatabase()
  pools = openPools(database.connection, 2)
  plain = await build(null)
  secure = await build('https://crm.example.com')
})
afterAll(async () => {
  await Promise.all([plain.close(), secure.close()])
  await pools.close()
  await database.drop()
  await rm(directory, { recursive: true })
})

function build(baseUrl: string | null): Promise<FastifyInstance> {
  return buildServer({
    pools,
    routes: allRoutes({ token: 'x', trustsLocal: false }),
    baseUrl,
    logLevel: 'silent',
    webDirectory: directory,
    refused: () => {},
    written: () => {},
    checkAnswers: true,
  })
}

/** Asks with the address as it stands: a client of the web would tidy it. */
async function ask(server: FastifyInstance, url: string) {
  const { statusCode, body, headers } = await server.inject({ url })
  return { status: statusCode, body, headers }
}

describe('a page', () => {
  test.each(['/', '/sign-in?to=%2Fw%2Fkestrel%2Ffile.csv', '/w/kestrel/board', '/assets/app-1.js'])(
    '%s runs only our own code, in no frame',
    async (url) => {
      const { status, headers } = await ask(plain, url)
      expect(status).toBe(200)
      const policy = String(headers['content-security-policy'])
      for (const directive of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        expect(policy.split(';')).toContain(directive)
      expect(policy).not.toMatch(/unsafe|\*/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': expect.stringMatching(/deny|sameorigin/i),
        'referrer-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toContain('camera=()')
      expect(headers['x-powered-by'] ?? headers.server).toBeUndefined()
    },
  )

  test('behind TLS asks browsers to stay there', async () => {
    expect((await ask(plain, '/')).headers['strict-transport-security']).toBeUndefined()
    expect((await ask(secure, '/')).headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
  })
})

describe('what does not belong to the screens', () => {
  const hidden = [
    '/.env',
    '/.git/config',
    '/.git/HEAD',
    '/.well-known/../.env',
    '/assets/.env',
    '/assets/../.env',
    '/assets/..%2f.env',
    '/assets/%2e%2e/.env',
    '/assets/..%5c.env',
    '/assets//etc/passwd',
    '/assets/app-1.js.map',
    '/assets/',
    '/assets',
    '/index.html.bak',
    '/package.json',
    '/server/main.ts',
    '/api/v1/../../.env',
    '/api/v1/debug',
    '/api/v1/metrics',
    '/api/v2/deals',
    '/api',
    '/health',
    '/health/live/..',
    '/metrics',
    '/debug',
    '/admin',
    '/_next/data',
    '/server-status',
  ]
  test.each(hidden)('%s is nothing, or the page that says so', async (url) => {
    const { status, body } = await ask(plain, url)
    const isPage = status === 200 && body === page
    expect(isPage || ['unreadable', 'no_such_endpoint'].includes(JSON.parse(body).code), body).toBe(true)
  })

  test.each(['/.env', '/.git/config', '/api/v1/debug', '/assets/app-1.js.map', '/api/metrics'])(
    '%s is 404',
    async (url) => {
      expect((await ask(plain, url)).status).toBe(404)
    },
  )
})

test('a refusal is no page: nobody sniffs, keeps or frames it', async () => {
  for (const url of ['/api/v1/deals', '/api/v1/nothing', '/.env']) {
    const { headers } = await ask(plain, url)
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  }
})
