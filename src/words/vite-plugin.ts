import type { Plugin } from 'vite'
import { languages } from '../contract/primitives.ts'
import { areas, cataloguePath, compileCatalogues } from './catalogues.ts'

const prefix = 'virtual:words/'
const serverOnly = new Set(['story', 'templates'])
const frame = new Set(['shell', 'ui'])
// What can go wrong before there is a screen; all other refusals come with the screens.
const frameErrors = new Set(
  ['unauthenticated', 'forbidden', 'not_found', 'no_such_endpoint', 'too_many_requests', 'overloaded', 'internal'].map(
    (code) => `errors.${code}`,
  ),
)

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
      const isFrame = part !== 'screens'
      const shown = areas().filter(
        (area) => !serverOnly.has(area) && (area === 'errors' || frame.has(area) === isFrame),
      )
      for (const area of shown) this.addWatchFile(cataloguePath(area, language))
      const compiled = Object.entries(compileCatalogues(shown, language))
      const kept = compiled.filter(([id]) => !id.startsWith('errors.') || frameErrors.has(id) === isFrame)
      const messages = JSON.stringify(Object.fromEntries(kept))
      // Engines read a long JSON string about twice as fast as the same object literal.
      return `export const messages = JSON.parse(${JSON.stringify(messages)})`
    },
  }
}
