import * as z from 'zod/mini'
import { money } from './primitives.ts'

/**
 * What a field of a workspace's own holds. A person is a colleague: contacts hang on records by their roles, which say what
 * they are there, and whoever may not see a contact must not read its name here.
 */
export const customKinds = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'choice',
  'multi_choice',
  'yes_no',
  'link',
  'person',
] as const
export type CustomKind = (typeof customKinds)[number]

/** Characters and numbers that a value of each kind may have. */
export const customLimits = { text: 500, long_text: 10_000, link: 2000, number: 1_000_000_000_000_000 } as const
/** Digits behind the point that a number keeps. */
export const customDecimals = 10

/** What JSON itself gives a meaning to is no key. */
const reserved = ['constructor', 'prototype']
const keyPattern = /^[a-z][a-z0-9_]{0,39}$/

export function isCustomKey(text: string): boolean {
  return keyPattern.test(text) && !reserved.includes(text)
}

export const customKey = z.string().check(z.regex(keyPattern), z.refine(isCustomKey))

/** A value as a record carries it: a day is '2026-03-02', a choice the key of its option, several an array of keys, a person a member's id. */
export const customValue = z.union([z.string(), z.number(), z.boolean(), money, z.array(z.string())])
export type CustomValue = z.infer<typeof customValue>

/** The values of a record by the keys of their fields; a field without a value is left out. */
export const customValues = z.record(z.string(), customValue)
export type CustomValues = Readonly<Record<string, CustomValue>>

/** Values to set by the keys of their fields; null takes one away, and what is not named stays. */
export const customChanges = z.record(customKey, z.nullable(customValue))
export type CustomChanges = Readonly<Record<string, CustomValue | null>>

const prefix = 'custom.'

/** The key of a field as lists, filters, views and mappings name it. */
export function listKeyOf({ key }: { readonly key: string }): string {
  return prefix + key
}

/** The key within `custom` that such a name stands for; null for a field that every record has. */
export function customKeyOf(listKey: string): string | null {
  return listKey.startsWith(prefix) ? listKey.slice(prefix.length) : null
}

type Fields = Readonly<Record<string, unknown>>

/** A record with each of its own fields under the name that lists know it by: what an edit of many rows compares and undoes. */
export function flatCustom(record: Fields): Fields {
  const { custom, ...others } = record
  const own = Object.entries(Object(custom)).map(([key, value]) => [listKeyOf({ key }), value])
  return { ...others, ...Object.fromEntries(own) }
}

/** Fields named so, as a record takes them: { 'custom.segment': … } becomes { custom: { segment: … } }. */
export function nestCustom(fields: Fields): Fields {
  const plain = Object.entries(fields).filter(([key]) => customKeyOf(key) === null)
  const own = Object.entries(fields).flatMap(([name, value]) => {
    const key = customKeyOf(name)
    return key === null ? [] : [[key, value]]
  })
  return Object.fromEntries(own.length === 0 ? plain : [...plain, ['custom', Object.fromEntries(own)]])
}

const schemes = ['http:', 'https:', 'mailto:', 'tel:']

/** A link that is safe to open, as it is kept: a page without a scheme gets https. Null for anything else, scripts first of all. */
export function readLink(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > customLimits.link || /[\s\p{Cc}\p{Cs}]/u.test(trimmed)) return null
  const whole = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed.replace(/^\/+/, '')}`
  const url = URL.parse(whole)
  if (!url || !schemes.includes(url.protocol)) return null
  const isPage = url.protocol === 'http:' || url.protocol === 'https:'
  const isSomewhere = isPage ? url.hostname.includes('.') || url.hostname === 'localhost' : url.pathname !== ''
  return isSomewhere ? whole : null
}
