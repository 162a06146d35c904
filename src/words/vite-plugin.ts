import type { Plugin } from 'vite'
import { languages } from '../contract/primitives.ts'
import { areas, cataloguePath, compileCatalogues } from './catalogues.ts'

const prefix = 'virtual:words/'
const serverOnly = new Set(['templates'])

/**
 * Offers `virtual:words/<language>` with the export `messages`, compiled, so that the browser carries no ICU compiler. A dynamic
 * import makes each language a chunk of its own; areas that only the server speaks are left out.
 */
export function rondoWords(): Plugin {
  return {
    name: 'rondo-words',
    resolveId(source) {
      return source.startsWith(prefix) ? `\0${source}` : undefined
    },
    load(resolved) {
      const language = languages.find((code) => resolved === `\0${prefix}${code}`)
      if (!language) return undefined
      const shown = areas().filter((area) => !serverOnly.has(area))
      for (const area of shown) this.addWatchFile(cataloguePath(area, language))
      const messages = JSON.stringify(compileCatalogues(shown, language))
      // Engines read a long JSON string about twice as fast as the same object literal.
      return `export const messages = JSON.parse(${JSON.stringify(messages)})`
    },
  }
}
