/**
 * Outreach: touches with the people of a buyer, whatever the channel, and the answers that buyers were promised. It owns what
 * was said, which can be erased; that there was a touch is a fact of the deal.
 */
export { bringTouches, type BroughtTouch, takeBackTouches } from './bring.ts'
export { withdrawTouch } from './correct.ts'
export { logTouch } from './log.ts'
export { listPromises } from './promises.ts'
export { peopleNamed } from './people-named.ts'
export { outreachRoutes } from './routes.ts'
export { listTouches } from './touches.ts'
export { aboutSeen, type TouchRow, showTouchRow, touchRows } from './touches.ts'
