/**
 * The sample: a company that sells solar roofs, its people, and the two years it has worked with Rondo, told in the
 * reader's language and counted from today. It owns which rows it brought, so that it can be taken away as a whole.
 * It is played, not stored: chance with a seed, the same every day it is asked. Its deals are written by the deals'
 * own story (`tellStories`), its processes by the process's own versions.
 */
export { beginDemo, type Demo } from './demo.ts'
export { type CopyTarget, type LargePlan, largeRows } from './large.ts'
export { largeProducts } from './large-goods.ts'
export { sampleRoutes } from './routes.ts'
