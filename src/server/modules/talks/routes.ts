import * as contract from '../../../contract/talks.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { dropTalk, listTalks, settleTalkPoint, writeTalk } from './talks.ts'

export const talkRoutes: readonly Route[] = [
  read(contract.listTalks, (ctx, { query }) => listTalks(ctx, query)),
  write(contract.writeTalk, (ctx, { body }) => writeTalk(ctx, body)),
  write(contract.dropTalk, (ctx, { params }) => dropTalk(ctx, params.id)),
  write(contract.settleTalkPoint, (ctx, { params, body }) => settleTalkPoint(ctx, params.id, body)),
]
