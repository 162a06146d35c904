import type { ObjectionFigures } from '../../contract/what-works.ts'

export type ObjectionKindRow = Omit<ObjectionFigures['kinds'][number], 'kind'> & {
  readonly key: string
  readonly name: string
}

/** What buyers object to, the workspace's own kinds among the common ones, the most frequent first. */
export function kindsByName({ kinds, ownKinds }: ObjectionFigures, t: (id: string) => string): ObjectionKindRow[] {
  const common = kinds.map((kind) => ({ ...kind, key: kind.kind, name: t(`codes.objection-kind.${kind.kind}`) }))
  const own = ownKinds.map(({ id, name, ...kind }) => ({ ...kind, key: id, name: name ?? '…' }))
  return [...common, ...own].toSorted((one, other) => other.raised - one.raised)
}
