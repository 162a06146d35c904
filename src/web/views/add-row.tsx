import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useState } from 'react'
import type { ListKind } from '../../contract/fields.ts'
import { AddCustomerDialog } from '../people/add-customer-dialog.tsx'
import type { CustomerKind } from '../people/customers.ts'
import { AddProductDialog } from '../products/add-product-dialog.tsx'
import { NewDealButton } from '../shell/page.tsx'
import { useRight } from '../shell/session.ts'
import { Button, IconButton, useWords } from '../ui/index.ts'
import { kinds } from './kinds.ts'
import { useIsPhone } from './use-is-phone.ts'

const customers: Readonly<Partial<Record<ListKind, CustomerKind>>> = {
  companies: 'company',
  people: 'person',
  households: 'household',
}

/** The primary button of a list: adds a row of its kind. */
export function AddRow({ kind }: { kind: ListKind }) {
  const { t } = useWords()
  const mayAdd = useRight(kinds[kind].edit)
  const isPhone = useIsPhone()
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  const customer = customers[kind]
  if (kind === 'deals') return <NewDealButton />
  if (!mayAdd) return null
  return (
    <>
      {isPhone ? (
        <IconButton variant="primary" icon={IconPlus} label={t('views.add')} onPress={() => setIsOpen(true)} />
      ) : (
        <Button variant="primary" icon={IconPlus} onPress={() => setIsOpen(true)}>
          {t('views.add')}
        </Button>
      )}
      {isOpen && customer && <AddCustomerDialog kind={customer} onClose={close} />}
      {isOpen && !customer && <AddProductDialog onClose={close} />}
    </>
  )
}
