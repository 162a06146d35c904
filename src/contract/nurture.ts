import * as z from 'zod/mini'
import { deal } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { nurtureEnds, signals, touchOutcomes } from './facts.ts'
import { day, id, instant, line, page, pageQuery, text, version } from './primitives.ts'
import { channels } from './process.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

/** A touch of a track: so many days after it begins, by which channel, with what to show or say. */
export const trackStep = z.strictObject({
  afterDays: z.int().check(z.nonnegative(), z.maximum(1500)),
  channel: z.enum(channels),
  content: line(300),
})
export type TrackStep = z.infer<typeof trackStep>

const trackFields = {
  name: line(80),
  steps: z.array(trackStep).check(z.minLength(1), z.maxLength(50)),
}
export const nurtureTrack = z.strictObject({
  id,
  version,
  ...trackFields,
  retired: z.boolean(),
  /** Deals on it now. */
  running: z.int(),
})
export type NurtureTrack = z.infer<typeof nurtureTrack>

export const listNurtureTracks = endpoint({
  name: 'listNurtureTracks',
  method: 'GET',
  path: '/nurture-tracks',
  permission: 'deals.read',
  summary: 'Tracks of touches for those who are not ready, by name; retired ones on demand.',
  query: z.strictObject({ ...pageQuery, retired: z.optional(z.literal('true')) }),
  output: page(nurtureTrack),
})
export const addNurtureTrack = endpoint({
  name: 'addNurtureTrack',
  method: 'POST',
  path: '/nurture-tracks',
  permission: 'process.edit',
  summary: 'Adds a track of touches.',
  body: z.strictObject(trackFields),
  output: nurtureTrack,
  status: 201,
  errors: ['name_taken', 'too_many'],
})
export const changeNurtureTrack = endpoint({
  name: 'changeNurtureTrack',
  method: 'PATCH',
  path: '/nurture-tracks/{id}',
  permission: 'process.edit',
  summary: 'Changes a track; deals that are on it keep the touches they began with.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...trackFields, retired: z.boolean() })),
  output: nurtureTrack,
  errors: ['name_taken'],
})

export const nurtureTouch = z.strictObject({
  /** Null: the day to come back on is here. */
  id: z.nullable(id),
  nurtureId: id,
  deal: named,
  customer: z.nullable(z.string()),
  track: named,
  owner: z.nullable(named),
  channel: z.nullable(z.enum(channels)),
  content: z.nullable(z.string()),
  dueOn: day,
  doneAt: z.nullable(instant),
  /** Done by not doing it. */
  skipped: z.boolean(),
})
export type NurtureTouch = z.infer<typeof nurtureTouch>

export const nurture = z.strictObject({
  id,
  track: named,
  owner: z.nullable(named),
  startedOn: day,
  comeBackOn: z.nullable(day),
  endedAt: z.nullable(instant),
  endReason: z.nullable(z.enum(nurtureEnds)),
  signal: z.nullable(z.enum(signals)),
  /** The buyer got in touch since it began. */
  stirred: z.boolean(),
  touches: z.array(nurtureTouch),
})
export type Nurture = z.infer<typeof nurture>

export const showNurtures = endpoint({
  name: 'showNurtures',
  method: 'GET',
  path: '/deals/{id}/nurtures',
  permission: 'deals.read',
  summary: 'How the customer of a deal that ended is kept in touch with, the latest first.',
  params: byId,
  output: z.strictObject({ items: z.array(nurture) }),
})
export const startNurture = endpoint({
  name: 'startNurture',
  method: 'POST',
  path: '/deals/{id}/nurtures',
  permission: 'deals.work',
  summary: 'Puts a deal that ended onto a track, until the day to come back on if there is one.',
  params: byId,
  body: z.strictObject({ trackId: id, ownerId: z.optional(z.nullable(id)), comeBackOn: z.optional(z.nullable(day)) }),
  output: nurture,
  status: 201,
  errors: ['unknown_reference', 'deal_not_ended', 'already_nurtured', 'day_not_ahead', 'opted_out'],
})
export const endNurture = endpoint({
  name: 'endNurture',
  method: 'POST',
  path: '/deals/{id}/nurture-end',
  permission: 'deals.work',
  summary:
    'Takes a deal off its track: on a signal or on its day its customer comes back in a new deal, linked to the old one.',
  params: byId,
  body: z.strictObject({ reason: z.enum(nurtureEnds), signal: z.optional(z.enum(signals)) }),
  output: z.strictObject({ nurture, deal: z.nullable(deal) }),
  errors: ['nurture_over', 'deal_open', 'no_published_process', 'unknown_reference'],
})
export const finishNurtureTouch = endpoint({
  name: 'finishNurtureTouch',
  method: 'POST',
  path: '/nurture-touches/{id}/finish',
  permission: 'deals.work',
  summary: 'A touch of a track was made, and is logged; or it is skipped.',
  params: byId,
  body: z.strictObject({
    skipped: z._default(z.boolean(), false),
    outcome: z._default(z.enum(touchOutcomes), 'sent'),
    words: z.optional(text(4000)),
  }),
  output: nurtureTouch,
  errors: ['nurture_over'],
})
export const listNurtureTouches = endpoint({
  name: 'listNurtureTouches',
  method: 'GET',
  path: '/nurture-touches',
  permission: 'deals.read',
  summary: 'Touches of tracks that are still to be made, and days to come back on, by their day.',
  query: z.strictObject({ ...pageQuery, owner: z.optional(id), until: z.optional(day) }),
  output: page(nurtureTouch),
})
