import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { listDossierFacts } from '../../contract/dossiers.ts'
import { call } from '../api.ts'
import type { CustomerKind } from '../people/customers.ts'

/** Whom a dossier is about. */
export interface DossierOf {
  readonly kind: CustomerKind
  readonly id: string
  readonly name: string
}

/** As bodies name them: `{ personId }`. */
export function bodyOf({ kind, id }: Pick<DossierOf, 'kind' | 'id'>) {
  return kind === 'company' ? { companyId: id } : kind === 'person' ? { personId: id } : { householdId: id }
}

export function dossierQuery({ kind, id }: Pick<DossierOf, 'kind' | 'id'>) {
  return queryOptions({
    queryKey: ['dossier', kind, id],
    queryFn: () => call(listDossierFacts, { query: { [kind]: id, limit: 200 } }),
  })
}

/** Reads anew whatever shows facts. */
export function useDossierRead(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const key of ['dossier', 'private-facts', 'call-sheet']) void queries.invalidateQueries({ queryKey: [key] })
  }
}
