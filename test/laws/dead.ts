import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Every source of the project, its tests and tools among them, by path: a word or a function may be there for one of these alone. */
export function allSources(): ReadonlyMap<string, string> {
  const files = ['src', 'test', 'e2e', 'bench', 'scripts'].flatMap((place) =>
    readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|tsx|mjs)$/.test(name))
      .map((name) => path.posix.join(place, name.split(path.sep).join('/'))),
  )
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}

/** The ids that stand in no source: neither whole, nor as what a template of it may become. */
export function unsaid(ids: readonly string[], sources: ReadonlyMap<string, string>): string[] {
  const text = [...sources.values()].join('\n')
  const said = new Set([...text.matchAll(/['"`]([\w.-]+)['"`]/g)].map(([, id]) => id))
  const templates = [...new Set([...text.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].map(([, template = '']) => template))]
    .map((template) => template.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '\0'))
    // One that is nothing but places says any word.
    .filter((template) => /^[\w.\0-]+$/.test(template) && /\w\./.test(template))
    .map((template) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll('\0', '.+')}$`))
  // A template inside another one ends before its place does: its beginning says what it may say.
  const begun = [...new Set([...text.matchAll(/`((?:[\w-]+\.){2,})\$\{/g)].map(([, beginning = '']) => beginning))]
  const isSaid = (id: string) =>
    said.has(id) || templates.some((template) => template.test(id)) || begun.some((each) => id.startsWith(each))
  return ids.filter((id) => !isSaid(id))
}

/**
 * What a file offers though no other one takes it: functions and values of the program, as 'file: name'. Shapes of the
 * contract are its language, types say what functions answer, and the tools of the build are taken by scripts.
 */
export function untaken(sources: ReadonlyMap<string, string>): string[] {
  const takers = new Map<string, number>()
  for (const text of sources.values()) {
    for (const word of new Set(text.match(/\w+/g))) takers.set(word, (takers.get(word) ?? 0) + 1)
  }
  const isTool = (file: string) => /^src\/(?:web\/(?:build-plugins|no-schemas)|words\/vite-plugin)\.ts$/.test(file)
  return [...sources].flatMap(([file, text]) => {
    if (!file.startsWith('src/') || file.startsWith('src/contract/') || isTool(file)) return []
    return [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].flatMap(([, name = '']) =>
      takers.get(name) === 1 ? [`${file}: ${name}`] : [],
    )
  })
}
