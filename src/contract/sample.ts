import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { instant, language } from './primitives.ts'

/** What the sample is made of, and what of it stays because something else hangs on it. */
export const sampleKinds = [
  'deals',
  'companies',
  'people',
  'households',
  'products',
  'sources',
  'processes',
  'teams',
  'members',
] as const
export type SampleKind = (typeof sampleKinds)[number]

const counts = z.array(z.strictObject({ kind: z.enum(sampleKinds), count: z.int() }))

export const showSample = endpoint({
  name: 'showSample',
  method: 'GET',
  path: '/sample',
  permission: 'workspace.read',
  summary: 'Whether the sample company is in the workspace, and whether it could be.',
  output: z.strictObject({
    /** Null without a sample. */
    loadedAt: z.nullable(instant),
    /** There is neither a sample nor a deal: it can be loaded. */
    hasRoom: z.boolean(),
  }),
})

export const loadSample = endpoint({
  name: 'loadSample',
  method: 'POST',
  path: '/sample',
  permission: 'workspace.manage',
  summary: 'Loads the sample company: two years of deals, people and numbers, removable as a whole.',
  body: z.strictObject({
    /** Of its names and words; the workspace's own unless said. */
    language: z.optional(language),
  }),
  output: z.strictObject({ loaded: counts }),
  status: 201,
  errors: ['sample_loaded', 'workspace_has_deals', 'name_taken'],
})

export const removeSample = endpoint({
  name: 'removeSample',
  method: 'DELETE',
  path: '/sample',
  permission: 'workspace.manage',
  summary: 'Takes the sample company away; what your own records hang on stays, and is counted.',
  output: z.strictObject({ removed: counts, kept: counts }),
})
