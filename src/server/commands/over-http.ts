import { access, constants, stat } from 'node:fs/promises'
import { Refused, Unreachable } from '../../cli/client.ts'
import type { Mistake } from '../config.ts'
import { OperatorError } from '../operator-error.ts'

/** Where Rondo runs, and in whose name it is asked: flags of every command that speaks HTTP. */
export const serverFlags = {
  url: { placeholder: 'URL', required: true, describes: 'Where Rondo runs, such as http://127.0.0.1:4000' },
} as const

/** What is wrong with an address. */
export function mistakesInUrl(url: string): Mistake[] {
  const scheme = URL.parse(url)?.protocol ?? ''
  return /^https?:$/.test(scheme) ? [] : [{ code: 'url_invalid', name: '--url', value: url }]
}

/** Which of these files cannot be read; that none is named, if none is. */
export async function missingFiles(files: readonly string[]): Promise<Mistake[]> {
  if (files.length === 0) return [{ code: 'argument_missing', name: 'FILE' }]
  const found = await Promise.all(files.map((file) => readable(file)))
  return files.flatMap((file, at) => (found[at] ? [] : [{ code: 'file_missing', name: file } as const]))
}

async function readable(file: string): Promise<boolean> {
  try {
    await access(file, constants.R_OK)
    return (await stat(file)).isFile()
  } catch {
    return false // Whatever hinders reading it, the person has to look at the path.
  }
}

/** Turns what the server refuses, or that there is none, into what a command fails with. */
export async function naming<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Unreachable) throw new OperatorError('server_unreachable', { url, reason: error.message })
    if (!(error instanceof Refused)) throw error
    const { code, data, fields = [] } = error.details
    throw new OperatorError('refused', { code, data: { ...data }, fields })
  }
}

/** Says how far a long work is, every other second. */
export function everyOtherSecond(say: () => void): () => void {
  let said = performance.now()
  return () => {
    if (performance.now() - said < 2_000) return
    said = performance.now()
    say()
  }
}
