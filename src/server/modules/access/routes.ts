import * as contract from '../../../contract/access.ts'
import * as log from '../../../contract/audit.ts'
import * as invitations from '../../../contract/invitations.ts'
import * as second from '../../../contract/second-factor.ts'
import * as sessions from '../../../contract/sessions.ts'
import * as team from '../../../contract/team.ts'
import { read, type Route, visit, write } from '../../kernel/route.ts'
import { downloadAudit } from './audit-file.ts'
import { listAudit } from './audit-log.ts'
import { inviteMember, listInvitations, type MailWay, renewInvitation, revokeInvitation } from './invitations.ts'
import { join, joinSignedIn, openInvitation } from './joining.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './keys.ts'
import { changeMember, changePreferences, listMembers } from './members.ts'
import { addPasskey, askForPasskey, enterPasskey, listPasskeys, preparePasskey, removePasskey } from './passkeys.ts'
import {
  prepareSecondFactor,
  renewRecoveryCodes,
  showSecondFactor,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from './second-factor.ts'
import { changePassword, enterCode, showIdentity, signIn, signOut, workspacesOf } from './sessions.ts'
import { addTeam, deleteTeam, listTeams, renameTeam } from './teams.ts'
import { endOtherSessions, endSession, listSessions } from './user-sessions.ts'
import { changeWorkspace, showWorkspace } from './workspaces.ts'

/** The calls of access; `way` says whether invitations can be mailed. */
export function accessRoutes(way: MailWay): readonly Route[] {
  return [
    visit(contract.signIn, (visitor, { body }) => signIn(visitor, body)),
    visit(second.enterCode, (visitor, { body }) => enterCode(visitor, body)),
    visit(second.askForPasskey, askForPasskey),
    visit(second.enterPasskey, async (visitor, input) => ({
      workspaces: await workspacesOf(visitor, await enterPasskey(visitor, input)),
    })),
    visit(contract.signOut, signOut),
    visit(contract.showIdentity, showIdentity),
    visit(contract.changePassword, (visitor, { body }) => changePassword(visitor, body)),
    visit(sessions.listSessions, listSessions),
    visit(sessions.endSession, endSession),
    visit(sessions.endOtherSessions, endOtherSessions),
    visit(second.showSecondFactor, showSecondFactor),
    visit(second.prepareSecondFactor, prepareSecondFactor),
    visit(second.turnOnSecondFactor, turnOnSecondFactor),
    visit(second.renewRecoveryCodes, renewRecoveryCodes),
    visit(second.turnOffSecondFactor, turnOffSecondFactor),
    visit(second.listPasskeys, listPasskeys),
    visit(second.preparePasskey, preparePasskey),
    visit(second.addPasskey, addPasskey),
    visit(second.removePasskey, removePasskey),
    visit(invitations.openInvitation, openInvitation),
    visit(invitations.join, join),
    visit(invitations.joinSignedIn, joinSignedIn),
    write(contract.changePreferences, changePreferences),
    read(contract.showWorkspace, showWorkspace),
    write(contract.changeWorkspace, changeWorkspace),
    read(contract.listMembers, listMembers),
    write(contract.changeMember, changeMember),
    read(team.listTeams, listTeams),
    write(team.addTeam, addTeam),
    write(team.renameTeam, renameTeam),
    write(team.deleteTeam, deleteTeam),
    read(invitations.listInvitations, (ctx, input) => listInvitations(ctx, input, way)),
    write(invitations.inviteMember, (ctx, input) => inviteMember(ctx, input, way)),
    write(invitations.renewInvitation, (ctx, input) => renewInvitation(ctx, input, way)),
    write(invitations.revokeInvitation, revokeInvitation),
    read(contract.listApiKeys, listApiKeys),
    write(contract.createApiKey, createApiKey),
    write(contract.revokeApiKey, revokeApiKey),
    read(log.listAudit, listAudit),
    read(log.downloadAudit, downloadAudit),
  ]
}
