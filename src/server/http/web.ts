import { readFile } from 'node:fs/promises'
import path from 'node:path'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * Serves the built screens: hashed assets for ever, compressed beforehand; every other address is the one page, which
 * finds its screen by itself.
 */
export async function serveWeb(app: FastifyInstance, directory: string, baseUrl: string | null): Promise<void> {
  await app.register(async (web) => {
    const secure = baseUrl?.startsWith('https:') ?? false
    await web.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          fontSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: secure,
      referrerPolicy: { policy: 'same-origin' },
    })
    web.addHook('onSend', async (_request, reply) => {
      reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    })
    await web.register(fastifyStatic, {
      root: path.join(directory, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '1y',
      index: false,
      dotfiles: 'ignore',
    })
    const page = await readFile(path.join(directory, 'index.html'))
    web.get('/*', async (request, reply) => {
      const address = request.url.split('?')[0] ?? ''
      const isFile = address.startsWith('/api/') || /\/\.|\.[a-z0-9]+$/i.test(address)
      if (isFile) return reply.callNotFound()
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
    })
  })
}
