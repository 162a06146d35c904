import * as contract from '../../../contract/search.ts'
import { read, type Route, snapshot, write } from '../../kernel/route.ts'
import { listRecents, noteRecent } from './recents.ts'
import { search } from './search.ts'

export const searchRoutes: readonly Route[] = [
  // A transaction, because the threshold of likeness holds until its end.
  snapshot(contract.search, (ctx, { query }) => search(ctx, query)),
  read(contract.listRecents, (ctx, { query }) => listRecents(ctx, query.limit)),
  write(contract.noteRecent, (ctx, { body }) => noteRecent(ctx, body)),
]
