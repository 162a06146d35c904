import { readFileSync } from 'node:fs'

/** Which Rondo this is, '1.4.0'. */
export const rondoVersion: string = String(
  Object(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))).version,
)
