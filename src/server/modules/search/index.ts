/**
 * Search: one field over everything that can be opened, and what each member opened last. It reads the tables of people,
 * products and deals by their indexes, with the same sight as every list; it owns `recents` and the words deals are found by.
 * Not here: filtered lists (each module has its own), commands (the screens').
 */
export { searchRoutes } from './routes.ts'
