import * as contract from '../../../contract/duplicates.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { compareCustomers } from './compare.ts'
import { findAlikeTyped } from './entry.ts'
import { keepApart, listDuplicates, offerAgain } from './list.ts'
import { mergeJob } from './merge-run.ts'
import { listMerges, showMerge } from './merge-store.ts'
import { undoMerge } from './merge-undo.ts'
import { mergeCustomers, mergeSure } from './merging.ts'
import { beginScan, showScan } from './scan.ts'

export const duplicateRoutes: readonly Route[] = [
  snapshot(contract.findAlike, (ctx, { query }) => findAlikeTyped(ctx, query)),
  read(contract.listDuplicates, (ctx, { query }) => listDuplicates(ctx, query)),
  write(contract.keepApart, (ctx, { params }) => keepApart(ctx, params.id)),
  write(contract.offerAgain, (ctx, { params }) => offerAgain(ctx, params.id)),
  snapshot(contract.compareCustomers, (ctx, { body }) => compareCustomers(ctx, body.kind, body.ids)),
  write(contract.mergeCustomers, (ctx, { body }) => mergeCustomers(ctx, body)),
  write(contract.mergeSure, (ctx, { body }) => mergeSure(ctx, body.kind)),
  read(contract.listMerges, (ctx, { query }) => listMerges(ctx, query)),
  snapshot(contract.showMerge, (ctx, { params }) => showMerge(ctx, params.id)),
  write(contract.undoMerge, (ctx, { params }) => undoMerge(ctx, params.id, mergeJob)),
  read(contract.showScan, (ctx) => showScan(ctx)),
  write(contract.scanForDuplicates, (ctx) => beginScan(ctx)),
]
