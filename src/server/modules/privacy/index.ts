/**
 * What somebody may ask of whoever keeps things about them: all of it, to read, and to have it erased. It knows of every table
 * whose rows name a person or a household what an export tells of it and what an erasure does with it (parts.ts), and searches
 * the words of all others. Not here: facts about customers and the basis they are kept on (research), and who wants no contact (people,
 * calling).
 */
export { privacyJobs } from './erasures.ts'
export { privacyRoutes } from './routes.ts'
