/**
 * Access: workspaces, who is a member of them with which role and team, invitations, how people sign in and where they are
 * signed in, API keys, and the audit log. It does
 * not know what a workspace sells or how: a new workspace gets its process from `setup`. Who may call what stands in
 * `contract/permissions.ts`; the check of each request in `http/`.
 */
export { audit, refusalLog, writeEntry } from './audit.ts'
export { beginSession, hashPassword } from './auth.ts'
export { deleteExpired, expireHourly } from './expiry.ts'
export { insertKey } from './keys.ts'
export {
  addUnclaimedMembers,
  type HeldMember,
  holdMember,
  type NewMember,
  requireOtherOwner,
  requireOwnerFor,
  showMember,
} from './members.ts'
export { requireGoodPassword } from './password.ts'
export { accessJobs } from './jobs.ts'
export { secret as linkSecret } from './invitations.ts'
export { accessRoutes } from './routes.ts'
export { forgetSecondFactor } from './second-factor.ts'
export { addUser, createWorkspace, type NewUser, type NewWorkspace } from './workspaces.ts'
