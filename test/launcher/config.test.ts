import { describe, expect, test } from 'vitest'
import { type Mistake, readConfig, withoutSecrets } from '../../src/server/config.ts'
import { OperatorError } from '../../src/server/operator-error.ts'

function read(environment: Record<string, string>, flags: Record<string, string> = {}) {
  return readConfig({ environment, flags, workingDirectory: '/home/ann' })
}

function mistakes(environment: Record<string, string>, flags: Record<string, string> = {}): readonly Mistake[] {
  try {
    read(environment, flags)
  } catch (error) {
    if (error instanceof OperatorError && 'mistakes' in error.details) return error.details.mistakes
    throw error
  }
  return []
}

describe('settings', () => {
  test('have sensible values without being set', () => {
    const config = read({ PORT: '' })
    expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', roles: ['web', 'worker'], logLevel: 'info' })
    expect(config.databaseUrl).toBeUndefined()
    expect(config.dataDirectory).toMatch(/\.rondo$/)
  })

  test('come from the environment, and a flag wins over it', () => {
    const environment = { PORT: '5000', HOST: '::1', RONDO_BASE_URL: 'https://crm.example.com/', RONDO_ROLES: 'worker' }
    expect(read(environment, { port: '0', data: 'crm' })).toMatchObject({
      port: 0,
      host: '::1',
      baseUrl: 'https://crm.example.com',
      roles: ['worker'],
      dataDirectory: '/home/ann/crm',
    })
  })

  test.each([
    ['PORT', '65536', 'port_invalid'],
    ['PORT', '4000.5', 'port_invalid'],
    ['PORT', '-1', 'port_invalid'],
    ['PORT', 'http', 'port_invalid'],
    ['HOST', 'a b', 'host_invalid'],
    ['RONDO_BASE_URL', 'crm.example.com', 'base_url_invalid'],
    ['RONDO_BASE_URL', 'https://example.com/crm', 'base_url_invalid'],
    ['RONDO_BASE_URL', 'ftp://example.com', 'base_url_invalid'],
    ['RONDO_ROLES', 'web,cook', 'roles_invalid'],
    ['RONDO_LOG_LEVEL', 'loud', 'log_level_invalid'],
    ['RONDO_MAIL_FROM', 'nobody', 'mail_from_invalid'],
    ['RONDO_MAIL_FROM', 'Kestrel <crm@kestrel.example>, eve@example.com', 'mail_from_invalid'],
  ])('refuse %s=%s', (name, value, code) => {
    expect(mistakes({ [name]: value })).toEqual([{ code, name, value }])
  })

  test.each(['mysql://localhost/rondo', 'postgres://localhost', 'localhost'])(
    'refuse DATABASE_URL=%s, without repeating it',
    (url) => {
      expect(mistakes({ DATABASE_URL: url })).toEqual([{ code: 'database_url_invalid', name: 'DATABASE_URL' }])
    },
  )

  test('refuse a mail server that is none without repeating its password, and half of what mails need', () => {
    expect(mistakes({ RONDO_SMTP_URL: 'https://user:secret@host' })).toEqual([
      { code: 'smtp_url_invalid', name: 'RONDO_SMTP_URL' },
    ])
    const half = { RONDO_SMTP_URL: 'smtps://user:secret@host:465' }
    expect(mistakes(half)).toEqual([{ code: 'mail_half_set', name: 'RONDO_MAIL_FROM' }])
    const whole = read({ ...half, RONDO_MAIL_FROM: 'Kestrel <crm@kestrel.example>' })
    expect(Object.values(withoutSecrets(whole)).join()).not.toContain('secret')
  })

  test('name every mistake at once, by the name it was made with', () => {
    expect(mistakes({ PORT: 'x', RONDO_ROLES: 'cook' }, { host: 'a b' }).map(({ name }) => name)).toEqual([
      'PORT',
      '--host',
      'RONDO_ROLES',
    ])
  })

  test('are shown without passwords', () => {
    const config = read({ DATABASE_URL: 'postgres://ann:secret@db/rondo?password=secret&sslmode=require' })
    expect(JSON.stringify(withoutSecrets(config))).not.toContain('secret')
  })
})
