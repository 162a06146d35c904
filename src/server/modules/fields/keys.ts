import { isCustomKey } from '../../../contract/custom-values.ts'
import { fold } from '../../kernel/fold.ts'

const longest = 34

/**
 * A key for what is called so, unlike those that are taken: 'Kontrakt nr' becomes kontrakt_nr. A name without Latin letters
 * takes the fallback: keys are typed by those who write programs.
 */
export function keyFor(name: string, fallback: string, taken: ReadonlySet<string>): string {
  const latin = fold(name)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, longest)
    .replace(/_+$/, '')
  const plain = isCustomKey(latin) ? latin : fallback
  if (!taken.has(plain)) return plain
  for (let count = 2; ; count += 1) if (!taken.has(`${plain}_${count}`)) return `${plain}_${count}`
}
