/** Reports whose numbers each open to the deals they count. */
export const numbered = [
  'process',
  'touches',
  'objections',
  'trials',
  'questions',
  'wins',
  'approaches',
  'techniques',
  'winbacks',
  'weeks',
  'sales',
] as const
export type Numbered = (typeof numbered)[number]
