/**
 * Research: what is found out before a call. It owns the dossiers of customers, with the statements on which private life may be
 * noted, the cards of products, competitors and markets, and the call sheet that is made of these and of what others own. That
 * somebody prepared is a fact of the deal.
 */
export { eraseExpired, eraseExpiredHourly } from './expiry.ts'
export { researchRoutes } from './routes.ts'
