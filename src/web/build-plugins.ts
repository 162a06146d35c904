import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

const shellBudgetBytes = 160_000
const shellModules = ['main.tsx', 'shell/shell.tsx']

/**
 * React Aria carries its strings in 34 languages beside each hook. Rondo gives it the strings of one language through its global hook
 * (`ui/aria-strings.ts`), so the built-in ones are dead weight (about 40 kB gz) and are emptied here.
 */
export function ariaStringsByLanguage(): Plugin {
  const strings = /\/(react-aria|react-stately|react-aria-components)\/dist\/private\/intl\/.*\/[a-z]{2}-[A-Z]{2}\.mjs$/
  return {
    name: 'rondo:aria-strings',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (strings.test(id) ? 'export default {}' : null),
  }
}

/** Puts `early.js` into the head as a file of its own: it must run before the first paint, and the policy allows no inline script. */
export function earlyScript(): Plugin {
  let file = ''
  return {
    name: 'rondo:early-script',
    async buildStart() {
      if (this.environment.mode !== 'build') return
      const source = await readFile(new URL('./early.js', import.meta.url), 'utf8')
      const reference = this.emitFile({ type: 'asset', name: 'early.js', source })
      file = this.getFileName(reference)
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => [
        { tag: 'script', attrs: { src: bundle ? `/${file}` : '/early.js' }, injectTo: 'head-prepend' },
      ],
    },
  }
}

/** Prints what a signed-in person downloads before the first screen, and fails the build when it outgrows the budget. */
export function measureShell(): Plugin {
  return {
    name: 'rondo:measure-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = shellFiles(bundle)
      const sizes = [...files].map((name) => ({ name, bytes: compressedSize(bundle[name]) }))
      const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
      const list = sizes.map(({ name, bytes }) => `  ${kilobytes(bytes)}  ${name}`).join('\n')
      this.info(`signed-in shell ${kilobytes(total)} gz of ${kilobytes(shellBudgetBytes)}\n${list}`)
      if (total > shellBudgetBytes) this.error(`The signed-in shell has outgrown its budget: ${kilobytes(total)} gz.`)
    },
  }
}

/** Writes `.br` and `.gz` beside every text file; the server sends them as they are. */
export function precompress(): Plugin {
  return {
    name: 'rondo:precompress',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir }) {
      if (!dir) return
      const files = await readdir(dir, { recursive: true })
      for (const file of files.filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
        const source = await readFile(join(dir, file))
        await writeFile(join(dir, `${file}.gz`), gzipSync(source, { level: 9 }))
        await writeFile(join(dir, `${file}.br`), brotli(source))
      }
    },
  }
}

/** The shell is the entry, the signed-in frame, all they import statically, their styles, and the frame's words in the largest language. */
function shellFiles(bundle: Rolldown.OutputBundle): Set<string> {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
  const files = new Set(Object.keys(bundle).filter((name) => /early.*\.js$/.test(name)))
  const take = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    for (const name of chunk.imports) take(chunks.find((other) => other.fileName === name))
    for (const style of styles(chunk)) files.add(style)
  }
  for (const name of shellModules)
    take(chunks.find((chunk) => chunk.moduleIds.some((id) => id.endsWith(`/src/web/${name}`))))
  take(largestLanguage(chunks))
  return files
}

function largestLanguage(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk | undefined {
  return chunks
    .filter((chunk) => chunk.moduleIds.some((id) => /virtual:words\/..$/.test(id)))
    .toSorted((a, b) => compressedSize(b) - compressedSize(a))[0]
}

function styles(chunk: Rolldown.OutputChunk): string[] {
  const metadata: unknown = Reflect.get(chunk, 'viteMetadata')
  if (typeof metadata !== 'object' || metadata === null || !('importedCss' in metadata)) return []
  return metadata.importedCss instanceof Set ? [...metadata.importedCss] : []
}

function compressedSize(output: Rolldown.OutputChunk | Rolldown.OutputAsset | undefined): number {
  if (!output) return 0
  return gzipSync(output.type === 'chunk' ? output.code : output.source, { level: 9 }).length
}

function brotli(source: Buffer): Buffer {
  return brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: source.length } })
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
