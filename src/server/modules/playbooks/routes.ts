import * as contract from '../../../contract/playbooks.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { askQuestion, listAskedQuestions, unaskQuestion } from './asked.ts'
import { answerFeedback, giveFeedback, listFeedback, withdrawFeedback } from './feedback.ts'

export const playbookRoutes: readonly Route[] = [
  read(contract.listAskedQuestions, (ctx, { params }) => listAskedQuestions(ctx, params.id)),
  write(contract.askQuestion, (ctx, { params, body }) => askQuestion(ctx, params, body)),
  write(contract.unaskQuestion, (ctx, { params }) => unaskQuestion(ctx, params)),
  read(contract.listFeedback, (ctx, { query }) => listFeedback(ctx, query)),
  write(contract.giveFeedback, (ctx, { body }) => giveFeedback(ctx, body)),
  write(contract.answerFeedback, (ctx, { params, body }) => answerFeedback(ctx, params.id, body)),
  write(contract.withdrawFeedback, (ctx, { params }) => withdrawFeedback(ctx, params.id)),
]
