/**
 * Fields that a workspace makes itself: their definitions, which values they take, how lists sort and filter by them, how
 * their values are read from a file's cell and written into one. Not here: the records that have the values (people,
 * products, deals), each of which keeps them in its own column `custom` and changes them by `settleCustom`.
 */
export { type CellRules, type ReadCell, readCustomValue, writeCustomText } from './cells.ts'
export { customFieldsOf, listCustomFields } from './definitions.ts'
export { type CustomFact, customFacts } from './facts.ts'
export { foundOrMade } from './found.ts'
export { searchedKinds, withOwnFields } from './lists.ts'
export { fieldRoutes } from './routes.ts'
export { type CustomChange, type SettledCustom, settleAmong, settleCustom } from './values.ts'
