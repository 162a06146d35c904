/**
 * Nurture: those who are not ready are kept in touch with, on tracks of touches with dates, until the buyer stirs or the day
 * comes; then they come back in a new deal. Not here: what a touch was (outreach), the new deal (deals).
 */
export { nurtureRoutes } from './routes.ts'
export { handOverNurtures } from './hand-over.ts'
export { nurtureTouchesDue } from './touches.ts'
