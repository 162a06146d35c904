import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** A source file with what it imports, static, dynamic and for its side effects; types apart. */
export interface Source {
  /** From the project's root: 'src/server/main.ts'. */
  readonly file: string
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[]
}

/** Every TypeScript file below src/. */
export function sources(): Source[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) =>
      readSource(
        path.posix.join('src', name.split(path.sep).join('/')),
        readFileSync(path.join(root, 'src', name), 'utf8'),
      ),
    )
}

export function readSource(file: string, text: string): Source {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  const imports = [
    ...code.matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g,
    ),
  ].map((found) => {
    const specifier = found[2] ?? found[3] ?? ''
    const from = specifier.startsWith('.')
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
      : specifier
    return { from, typeOnly: found[1] !== undefined }
  })
  return { file, imports }
}

// Which layers a layer may import, besides itself. What is not named is forbidden.
const layers: Record<string, readonly string[]> = {
  'src/contract/': [],
  'src/statistics/': [],
  'src/words/': ['src/contract/'],
  'src/web/': ['src/contract/', 'src/words/'],
  'src/cli/': ['src/contract/', 'src/words/'],
  'src/server/kernel/': ['src/contract/'],
  'src/server/database/': ['src/contract/', 'src/server/config.ts', 'src/server/operator-error.ts'],
  'src/server/integrations/': ['src/contract/', 'src/words/', 'src/server/kernel/'],
  'src/server/jobs/': ['src/contract/', 'src/server/kernel/', 'src/server/database/'],
  'src/server/live/': ['src/contract/', 'src/server/kernel/', 'src/server/database/'],
  'src/server/http/': ['src/contract/', 'src/server/kernel/', 'src/server/database/', 'src/server/live/'],
  'src/server/modules/': ['src/contract/', 'src/statistics/', 'src/words/', 'src/server/kernel/'],
}

// Lower ones first: a module may import those before it. Measurement reads all and is read by none of these.
const moduleOrder = [
  'access',
  'closures',
  'currencies',
  'fields',
  'products',
  'people',
  'process',
  'assignment',
  'deals',
  'outreach',
  'appointments',
  'sequences',
  'objections',
  'competitors',
  'closing',
  'nurture',
  'handoffs',
  'presenting',
  'playbooks',
  'research',
  'visits',
  'notes',
  'customers',
  'duplicates',
  'imports',
  'segments',
  'scoring',
  'prospects',
  'distribution',
  'calling',
  'campaigns',
  'handover',
  'views',
  'dashboards',
  'exports',
  'privacy',
  'setup',
  'measurement',
  'today',
  'experiments',
  'quotas',
  'commission',
  'forecast',
  'coaching',
  'improvements',
  'glance',
  'talks',
  'summaries',
  'sample',
  'search',
]

// Only these layers may know these packages; a package that is not named is free to all of the server.
const packages: Record<string, RegExp> = {
  'src/contract/': /^zod\/mini$/,
  'src/statistics/': /^@stdlib\//,
  'src/server/kernel/': /^(?:kysely|zod\/mini|yauzl|yazl|date-holidays|node:.*)$/,
}

/** What breaks the order of the house, a sentence each. */
export function importViolations(all: readonly Source[]): string[] {
  return all.flatMap((source) => source.imports.flatMap((used) => violation(source.file, used.from, used.typeOnly)))
}

function violation(file: string, from: string, typeOnly: boolean): string[] {
  const layer = layerOf(file)
  if (layer === undefined) return []
  if (!from.startsWith('src/')) {
    const allowed = packages[layer]
    return allowed && !allowed.test(from) ? [`${file} uses the package ${from}`] : []
  }
  if (from.startsWith(layer)) return layer === 'src/server/modules/' ? moduleViolation(file, from) : []
  // The tables are the modules' language of queries: types only.
  if (file.startsWith('src/server/') && from.startsWith('src/server/database/') && typeOnly) return []
  return (layers[layer] ?? []).some((allowed) => from.startsWith(allowed)) ? [] : [`${file} imports ${from}`]
}

function layerOf(file: string): string | undefined {
  return Object.keys(layers).find((layer) => file.startsWith(layer))
}

function moduleViolation(file: string, from: string): string[] {
  const [own, other] = [file, from].map((name) => name.split('/')[3] ?? '')
  if (own === other || own === undefined || other === undefined) return []
  if (!from.endsWith('/index.ts')) return [`${file} reaches past the face of ${other}: ${from}`]
  if (moduleOrder.indexOf(other) < 0) return [`${other} has no place in the order of modules`]
  return moduleOrder.indexOf(other) < moduleOrder.indexOf(own) ? [] : [`${own} may not import ${other}: ${file}`]
}
