import { useQuery } from '@tanstack/react-query'
import { useLook } from '../deals/use-look.ts'
import { DistributionDialog } from '../distribution/distribution-dialog.tsx'
import { StartDialog } from '../sequences/start-dialog.tsx'
import { AddDialog } from './add-dialog.tsx'
import { FilterDialog } from './filter-dialog.tsx'
import { HandOutDialog } from './hand-out-dialog.tsx'
import { ListDialog } from './list-dialog.tsx'
import { listsQuery } from './prospects-query.ts'

/** The form that the address names, "?form=add". */
export function ListForms() {
  const [{ form, list: listId }, look] = useLook()
  const lists = useQuery(listsQuery)
  const onClose = () => look({ form: undefined })
  const onList = (list: string | undefined) => look({ form: undefined, list })
  const chosen = lists.data?.find(({ id }) => id === listId)
  if (lists.isPending) return null
  switch (form) {
    case 'add':
      return <AddDialog lists={lists.data ?? []} chosen={chosen} onClose={onClose} onAdded={(list) => look({ list })} />
    case 'filter':
      return <FilterDialog lists={lists.data ?? []} chosen={chosen} onClose={onClose} onAdded={onList} />
    case 'new-list':
      return <ListDialog list={null} onClose={onClose} onSaved={onList} />
    case 'list':
      return chosen ? <ListDialog list={chosen} onClose={onClose} onSaved={onList} /> : null
    case 'sequence':
      return chosen ? <StartDialog whom={[{ listId: chosen.id }]} onClose={onClose} /> : null
    case 'hand-out':
      return chosen ? <HandOutDialog list={chosen} onClose={onClose} /> : null
    case 'distribution':
      return chosen ? <DistributionDialog list={chosen} onClose={onClose} /> : null
    default:
      return null
  }
}
