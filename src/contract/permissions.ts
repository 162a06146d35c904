/**
 * Who may do what, in one table. A column is a role, a row a right, ● = has it. Every endpoint names the right it needs;
 * whoever lacks it is answered 403. "care" is customer success: it reads the deals and works with won customers.
 */
const table = `
  right               owner  admin  manager  seller  care  read-only
  workspace.read        ●      ●       ●        ●      ●       ●
  workspace.manage      ●      ●       ·        ·      ·       ·
  members.read          ●      ●       ●        ●      ●       ●
  members.manage        ●      ●       ·        ·      ·       ·
  keys.manage           ●      ●       ·        ·      ·       ·
  audit.read            ●      ●       ·        ·      ·       ·
  base.read             ●      ●       ●        ●      ●       ●
  base.edit             ●      ●       ●        ●      ●       ·
  base.delete           ●      ●       ●        ·      ·       ·
  duplicates.merge      ●      ●       ●        ●      ·       ·
  costs.edit            ●      ●       ●        ·      ·       ·
  products.edit         ●      ●       ●        ·      ·       ·
  process.read          ●      ●       ●        ●      ●       ●
  process.edit          ●      ●       ●        ·      ·       ·
  deals.read            ●      ●       ●        ●      ●       ●
  deals.work            ●      ●       ●        ●      ·       ·
  deals.assign          ●      ●       ●        ·      ·       ·
  gates.override        ●      ●       ●        ●      ·       ·
  imports.read          ●      ●       ●        ●      ·       ·
  imports.run           ●      ●       ●        ·      ·       ·
  exports.run           ●      ●       ●        ·      ·       ·
  exports.all           ●      ·       ·        ·      ·       ·
  private.read          ●      ●       ●        ●      ·       ·
  privacy.manage        ●      ·       ·        ·      ·       ·
  privacy.answer        ●      ●       ·        ·      ·       ·
  measurement.read      ●      ●       ●        ●      ●       ●
  quotas.read           ●      ●       ●        ●      ●       ●
  quotas.plan           ●      ●       ●        ·      ·       ·
  quotas.approve        ●      ●       ·        ·      ·       ·
  commission.read       ●      ●       ●        ●      ●       ·
  commission.team       ●      ●       ●        ·      ·       ·
  commission.manage     ●      ●       ·        ·      ·       ·
`

export const roles = ['owner', 'admin', 'manager', 'seller', 'care', 'read-only'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'workspace.read',
  'workspace.manage',
  'members.read',
  'members.manage',
  'keys.manage',
  'audit.read',
  'base.read',
  'base.edit',
  'base.delete',
  'duplicates.merge',
  'costs.edit',
  'products.edit',
  'process.read',
  'process.edit',
  'deals.read',
  'deals.work',
  'deals.assign',
  'gates.override',
  'imports.read',
  'imports.run',
  'exports.run',
  'exports.all',
  'private.read',
  'privacy.manage',
  'privacy.answer',
  'measurement.read',
  'quotas.read',
  'quotas.plan',
  'quotas.approve',
  'commission.read',
  'commission.team',
  'commission.manage',
] as const
export type Permission = (typeof permissions)[number]

/**
 * Rights that reach the customers and deals of everybody, whoever owns them: a file is matched with all that is there. Only
 * who sees all has them, whatever the role.
 */
export const rightsOverAll: readonly Permission[] = [
  'imports.read',
  'imports.run',
  'exports.all',
  'privacy.answer',
  'quotas.plan',
  'quotas.approve',
]

/** Whose customers and deals a member sees: their own, those of their team, or all. What nobody owns, everybody sees. */
export const sights = ['own', 'team', 'all'] as const
export type Sight = (typeof sights)[number]

const rows = table
  .trim()
  .split('\n')
  .map((row) => row.trim().split(/\s+/))

const rights = new Map<string, ReadonlySet<string>>(
  roles.map((role) => {
    const column = rows[0]?.indexOf(role) ?? -1
    return [role, new Set(rows.slice(1).flatMap((row) => (row[column] === '●' ? [row[0] ?? ''] : [])))]
  }),
)

/** Whether a role has a right. */
export function may(role: Role, permission: Permission): boolean {
  return rights.get(role)?.has(permission) ?? false
}
