/**
 * Calls to services outside: resolved once, private networks refused unless the operator allows them, no redirect followed,
 * in a few seconds and a few kilobytes or not at all. What is asked, and what the answer means, others know.
 */
export { fetchOutside, type Outside } from './fetch-outside.ts'
export { isPrivate } from './addresses.ts'
