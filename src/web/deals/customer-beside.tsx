import { Suspense, lazy } from 'react'
import type { CustomerKind } from '../people/customers.ts'
import { useLook } from './use-look.ts'

const CustomerPanel = lazy(async () => ({ default: (await import('../people/customer-panel.tsx')).CustomerPanel }))

const kinds: readonly CustomerKind[] = ['company', 'person', 'household']

/** The customer that the address names, "?customer=company.018f…", in a panel over the screen. */
export function CustomerBeside() {
  const [{ customer }, setLook] = useLook()
  const [wanted, id] = customer?.split('.') ?? []
  const kind = kinds.find((each) => each === wanted)
  if (!kind || !id) return null
  return (
    <Suspense>
      <CustomerPanel key={id} kind={kind} id={id} onClose={() => setLook({ customer: undefined })} />
    </Suspense>
  )
}
