import { passwordMinimumLength } from '../../../contract/access.ts'
import { fail } from '../../kernel/fail.ts'

// What anybody would try first among those long enough.
const common = new Set([
  '1234567890',
  '12345678910',
  '123456789012',
  'qwertyuiop',
  'password12',
  'password123',
  'password1234',
  '0987654321',
  'aaaaaaaaaa',
  '1111111111',
  'iloveyou12',
  'letmein123',
  'welcome123',
  'adminadmin',
  'administrator',
  'qwerty1234',
  'qwerty12345',
  'changeme123',
  'rondorondo',
])

/** Refuses a password that is short, or that anybody would try first. */
export function requireGoodPassword(password: string): void {
  if ([...password].length < passwordMinimumLength) fail('password_too_short', { minimum: passwordMinimumLength })
  const folded = password.toLowerCase()
  if (common.has(folded) || new Set(folded).size < 4) fail('password_too_common')
}
