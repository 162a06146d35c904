/**
 * What the telephone network knows of numbers, asked of a service that the operator named; off unless one is. Which numbers
 * are asked about, and what is made of the answer, a module knows.
 */
export { lineTypesFrom, type LineTypeService } from './line-types.ts'
