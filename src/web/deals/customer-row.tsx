import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import type { Deal } from '../../contract/deals.ts'
import { CustomerField } from '../people/customer-field.tsx'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { customerFields, customerId } from '../people/customers.ts'
import type { CustomerChoice } from '../people/customers.ts'
import { refusalOf, saveFields } from '../people/edit.ts'
import { Button, Dialog, Form, IconButton, useWords } from '../ui/index.ts'
import type { DealEdit } from './deal-fields.tsx'
import { useLook } from './use-look.ts'

/** Whose deal it is: a press opens them beside, the pencil puts somebody else there. */
export function CustomerRow({ edit, isReadOnly }: { edit: DealEdit; isReadOnly: boolean }) {
  const { t } = useWords()
  const [, setLook] = useLook()
  const [isChanging, setIsChanging] = useState(false)
  const { customer } = edit.row
  const change = () => setIsChanging(true)
  return (
    <div className="grid min-h-8.5 grid-cols-[minmax(88px,3fr)_minmax(0,7fr)] items-center gap-2">
      <dt className="truncate text-ink-3">{t('deals.field.customer')}</dt>
      <dd className="-ms-2 flex min-w-0 items-center">
        {customer ? (
          <Button
            variant="quiet"
            onPress={() => setLook({ customer: `${customer.kind}.${customer.id}` })}
            className="min-w-0 shrink justify-start! px-2! font-medium! text-accent!"
          >
            <span className="flex min-w-0 items-center gap-1.5">
              <CustomerIcon kind={customer.kind} />
              <span className="truncate">
                <bdi>{customer.name}</bdi>
              </span>
            </span>
          </Button>
        ) : isReadOnly ? (
          <span className="px-2 text-ink-3">{t('deals.card.no-customer')}</span>
        ) : (
          <Button variant="quiet" onPress={change} className="justify-start! px-2! font-normal! text-ink-3!">
            {t('deals.customer.choose')}
          </Button>
        )}
        {customer && !isReadOnly && (
          <IconButton icon={IconPencil} label={t('deals.customer.change')} onPress={change} className="ms-auto" />
        )}
      </dd>
      {isChanging && <CustomerDialog edit={edit} onClose={() => setIsChanging(false)} />}
    </div>
  )
}

function CustomerDialog({ edit, onClose }: { edit: DealEdit; onClose: () => void }) {
  const { t } = useWords()
  const [choice, setChoice] = useState<CustomerChoice | null>(edit.row.customer)
  const [version] = useState(edit.row.version)
  const change = useMutation({
    mutationFn: async () => {
      const customer = choice && { kind: choice.kind, id: await customerId(choice) }
      const fields = customerFields(customer)
      const shown = {
        fields: Object.keys(fields),
        label: t('deals.field.customer'),
        mine: choice?.name,
        theirs: (row: Deal) => row.customer?.name,
      }
      await saveFields(edit, fields, version, [shown])
    },
    onSuccess: onClose,
  })
  return (
    <Dialog title={t('deals.customer.change')} isOpen onClose={onClose} size="small">
      <Form
        label={t('deals.customer.change')}
        onSubmit={() => change.mutate()}
        problem={refusalOf(change.error)}
        actions={
          <>
            <Button onPress={onClose}>{t('deals.cancel')}</Button>
            <Button type="submit" variant="primary" isPending={change.isPending}>
              {t('deals.save')}
            </Button>
          </>
        }
      >
        <CustomerField
          label={t('deals.field.customer')}
          description={t('deals.customer.hint')}
          value={choice}
          onChange={setChoice}
        />
      </Form>
    </Dialog>
  )
}
