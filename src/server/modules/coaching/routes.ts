import * as contract from '../../../contract/coaching.ts'
import { type Route, report, snapshot, write } from '../../kernel/route.ts'
import { answerAdvice, listAdvices } from './advices.ts'
import { backTestAdvice } from './back-test.ts'
import { chooseCoaching, coachingChoice } from './choices.ts'

export const coachingRoutes: readonly Route[] = [
  snapshot(contract.listAdvices, (ctx, { query }) => listAdvices(ctx, query)),
  write(contract.answerAdvice, (ctx, { params, body }) => answerAdvice(ctx, params.id, body)),
  snapshot(contract.showCoachingChoice, (ctx) => coachingChoice(ctx)),
  write(contract.chooseCoaching, (ctx, { body }) => chooseCoaching(ctx, body)),
  report(contract.backTestAdvice, (ctx) => backTestAdvice(ctx)),
]
