import * as z from 'zod/mini'

export const archiveFormat = 'rondo-archive'
/** Raised when archives of the one before can no longer be read as they are. */
export const archiveVersion = 1

export const manifestName = 'manifest.json'
export const workspacePart = 'workspace'
export const partPath = (name: string) => `data/${name}.jsonl`
export const filePath = (id: string) => `files/${id}`

const count = z.int().check(z.nonnegative())
const name = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,62}$/))

const part = z.strictObject({
  name,
  columns: z.array(name).check(z.maxLength(200)),
  rows: count,
  bytes: count,
  /** Of the part's bytes, in hex. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Whether a second archive has the same bytes; the others go on by themselves. */
  compared: z.boolean(),
})
export type ArchivePart = z.infer<typeof part>

/** What an archive says of itself. Whatever differs between two archives of the same data stands here and in no part. */
export const manifest = z.object({
  format: z.literal(archiveFormat),
  version: z.int(),
  rondo: z.string(),
  exportedAt: z.iso.datetime(),
  /** The member who asked for it; the one who takes it in takes this place. */
  exportedBy: z.nullable(z.uuid()),
  workspace: z.strictObject({ id: z.uuid(), slug: z.string() }),
  parts: z.array(part).check(z.maxLength(200)),
  files: z.strictObject({ count, bytes: count }),
})
export type Manifest = z.infer<typeof manifest>
