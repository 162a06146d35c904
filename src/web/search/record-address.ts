import { useParams, useRouterState } from '@tanstack/react-router'
import type { RecordKind } from '../../contract/search.ts'

/** A record, as an address names it. */
export interface NamedRecord {
  readonly kind: RecordKind
  readonly id: string
}

const places = {
  company: 'companies',
  person: 'people',
  household: 'households',
  product: 'products',
  deal: 'deals',
} as const satisfies Record<RecordKind, string>

/** Where a record opens: beside its list or the board if that is on the screen, else as a page of its own. */
export function useRecordAddress(): (record: NamedRecord, asPage?: boolean) => string {
  const { slug = '' } = useParams({ strict: false })
  const path = useRouterState({ select: ({ location }) => location.pathname })
  return ({ kind, id }, asPage = false) => {
    const base = `/w/${slug}`
    const place = places[kind]
    const isOn = (screen: string) => path === `${base}/${screen}` || path.startsWith(`${base}/${screen}/at/`)
    if (!asPage && kind === 'deal' && path.startsWith(`${base}/board`)) return `${base}/board/${id}`
    return !asPage && isOn(place) ? `${base}/${place}/at/${id}` : `${base}/${place}/${id}`
  }
}

/** The record that an address shows, if it shows one. */
export function recordAt(path: string, customer: string | undefined): NamedRecord | null {
  const [, id = ''] = customer?.match(/^(?:company|person|household)\.(.+)$/) ?? []
  const kinds = Object.entries(places).map(([kind, place]) => ({ kind, place }))
  const beside = kinds.find(({ kind }) => customer?.startsWith(`${kind}.`))
  const [, place = '', named = ''] = path.match(/^\/w\/[^/]+\/([^/]+)\/(?:at\/)?([0-9a-f-]{36})(?:\/|$)/) ?? []
  const shown = beside ?? kinds.find((each) => each.place === (place === 'board' ? 'deals' : place))
  const record = beside ? id : named
  // The entries of `places` are its keys.
  return shown && record ? { kind: shown.kind as RecordKind, id: record } : null
}
