import type { Plugin } from 'vite'
import { languages } from '../contract/primitives.ts'
import { areas, cataloguePath, compileCatalogues } from './catalogues.ts'

const prefix = 'virtual:words/'
const serverOnly = new Set(['story', 'templates'])
const frame = new Set(['errors', 'shell', 'ui'])

/**
 * Offers `virtual:words/<language>` (the frame around the screens) and `virtual:words/<language>/screens` (all else) with the export
 * `messages`, compiled, so that the browser carries no ICU compiler. A dynamic import makes each a chunk of its own; areas that only
 * the server speaks are left out.
 */
export function rondoWords(): Plugin {
  return {
    name: 'rondo-words',
    resolveId(source) {
      return source.startsWith(prefix) ? `\0${source}` : undefined
    },
    load(resolved) {
      const [code, part] = resolved.startsWith(`\0${prefix}`) ? resolved.slice(prefix.length + 1).split('/') : []
      const language = languages.find((known) => known === code)
      if (!language) return undefined
      const shown = areas().filter((area) => !serverOnly.has(area) && frame.has(area) !== (part === 'screens'))
      for (const area of shown) this.addWatchFile(cataloguePath(area, language))
      const messages = JSON.stringify(compileCatalogues(shown, language))
      // Engines read a long JSON string about twice as fast as the same object literal.
      return `export const messages = JSON.parse(${JSON.stringify(messages)})`
    },
  }
}
