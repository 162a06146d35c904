import * as contract from '../../../contract/access.ts'
import { read, type Route, visit, write } from '../../kernel/route.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './keys.ts'
import { changeMember, changePreferences, listMembers } from './members.ts'
import { changePassword, showIdentity, signIn, signOut } from './sessions.ts'
import { changeWorkspace, showWorkspace } from './workspaces.ts'

export const accessRoutes: readonly Route[] = [
  visit(contract.signIn, (visitor, { body }) => signIn(visitor, body)),
  visit(contract.signOut, signOut),
  visit(contract.showIdentity, showIdentity),
  visit(contract.changePassword, (visitor, { body }) => changePassword(visitor, body)),
  write(contract.changePreferences, changePreferences),
  read(contract.showWorkspace, showWorkspace),
  write(contract.changeWorkspace, changeWorkspace),
  read(contract.listMembers, listMembers),
  write(contract.changeMember, changeMember),
  read(contract.listApiKeys, listApiKeys),
  write(contract.createApiKey, createApiKey),
  write(contract.revokeApiKey, revokeApiKey),
]
