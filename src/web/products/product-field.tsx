import { useQuery } from '@tanstack/react-query'
import { listProducts } from '../../contract/products.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { SelectField } from '../ui/index.ts'

const none = 'none'
const mostProducts = 200

interface ProductFieldProps {
  readonly label: string
  /** What the choice of no product is called. */
  readonly noneLabel: string
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** One of the products, or none. */
export function ProductField({ label, noneLabel, value, onChange }: ProductFieldProps) {
  const { workspace } = useSession()
  const products = useQuery({
    queryKey: ['products', workspace.id, 'choices'],
    queryFn: () => call(listProducts, { query: { limit: mostProducts } }),
  })
  const known = (products.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))
  return (
    <SelectField
      label={label}
      options={[{ id: none, label: noneLabel }, ...known]}
      value={value ?? none}
      onChange={(id) => onChange(id === none ? null : id)}
    />
  )
}
