import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { currency, email, id, instant, language, line, nothing, page, pageQuery, version } from './primitives.ts'
import { permissions, roles, sights } from './permissions.ts'

export const role = z.enum(roles)
export const sight = z.enum(sights)
export const timeZone = line(64)
export const slug = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/))
/** Characters; length counts, rules of composition do not (NIST SP 800-63B). */
export const passwordMinimumLength = 10
const password = z.string().check(z.minLength(1), z.maxLength(200))
const byId = z.strictObject({ id })

export const workspace = z.strictObject({
  id,
  slug,
  name: z.string(),
  language,
  currency,
  timeZone: z.string(),
  version,
  createdAt: instant,
})
export type Workspace = z.infer<typeof workspace>

/** A member; without `email` one that an import brought: known by name, not able to sign in until claimed. */
export const member = z.strictObject({
  id,
  name: z.string(),
  email: z.nullable(z.string()),
  role,
  team: z.nullable(z.strictObject({ id, name: z.string() })),
  /** Whose customers and deals the member sees; 'team' without a team is as 'own'. */
  sees: sight,
  canSignIn: z.boolean(),
  /** Since when the member is out: no sign-in, no keys; what they did stays. */
  deactivatedAt: z.nullable(instant),
  version,
  createdAt: instant,
})
export type Member = z.infer<typeof member>

/** Who is asking, as the screens need it. `rights` are those in this workspace: of the role, and of what the member sees. */
export const identity = z.strictObject({
  user: z.strictObject({ id: z.string(), email: z.string(), name: z.string() }),
  workspaces: z.array(z.strictObject({ id, slug, name: z.string() })),
  /** Of the workspace named in X-Rondo-Workspace, or of the only one. */
  current: z.nullable(
    z.strictObject({
      workspace,
      member: z.strictObject({
        id,
        name: z.string(),
        role,
        teamId: z.nullable(id),
        sees: sight,
        language,
        theme: z.enum(['system', 'light', 'dark']),
        singleKeys: z.boolean(),
      }),
      rights: z.array(z.string()),
      /** Members who can sign in: with one, what is about a team steps out of sight. Counted to a thousand. */
      memberCount: z.int(),
    }),
  ),
})
export type Identity = z.infer<typeof identity>

export const showFirstRun = endpoint({
  name: 'showFirstRun',
  method: 'GET',
  path: '/first-run',
  permission: 'anyone',
  summary: 'Whether the first run is still open: no workspace exists yet.',
  output: z.strictObject({ open: z.boolean(), tokenNeeded: z.boolean() }),
})

export const completeFirstRun = endpoint({
  name: 'completeFirstRun',
  method: 'POST',
  path: '/first-run',
  permission: 'anyone',
  summary: 'Creates the first workspace with its owner and process, and signs the owner in.',
  body: z.strictObject({
    token: z.optional(z.string().check(z.maxLength(100))),
    language,
    workspaceName: line(80),
    name: line(80),
    email,
    password,
    currency,
    timeZone,
    process: line(60),
  }),
  output: z.strictObject({ workspaceId: id, slug }),
  status: 201,
  errors: [
    'first_run_closed',
    'password_too_short',
    'password_too_common',
    'unknown_currency',
    'unknown_time_zone',
    'unknown_reference',
    'too_many_requests',
  ],
})

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/session',
  permission: 'anyone',
  summary: 'Signs a user in; the session comes as an HttpOnly cookie.',
  body: z.strictObject({ email, password }),
  output: z.strictObject({
    workspaces: z.array(z.strictObject({ id, slug, name: z.string() })),
    /** Not null when the account asks for a code as well: no session yet, `enterCode` with this and the code begins it. */
    challenge: z.nullable(z.string()),
  }),
  errors: ['sign_in_refused', 'too_many_requests'],
})

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/session',
  permission: 'user',
  summary: 'Ends this session.',
  output: nothing,
})

export const showIdentity = endpoint({
  name: 'showIdentity',
  method: 'GET',
  path: '/session',
  permission: 'user',
  summary: 'Who is signed in, with workspaces, role and rights.',
  output: identity,
})

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/session/password',
  permission: 'user',
  summary: 'Changes the password; every other session of the user ends.',
  body: z.strictObject({ current: password, next: password }),
  output: nothing,
  errors: ['sign_in_refused', 'password_too_short', 'password_too_common', 'too_many_requests'],
})

export const changePreferences = endpoint({
  name: 'changePreferences',
  method: 'PATCH',
  path: '/me',
  permission: 'workspace.read',
  summary: "Changes the member's own language, theme, name, and whether single keys act as shortcuts.",
  body: z.strictObject({
    language: z.optional(language),
    theme: z.optional(z.enum(['system', 'light', 'dark'])),
    name: z.optional(line(80)),
    singleKeys: z.optional(z.boolean()),
  }),
  output: nothing,
})

export const showWorkspace = endpoint({
  name: 'showWorkspace',
  method: 'GET',
  path: '/workspace',
  permission: 'workspace.read',
  summary: 'The workspace of this session or key.',
  output: workspace,
})

export const changeWorkspace = endpoint({
  name: 'changeWorkspace',
  method: 'PATCH',
  path: '/workspace',
  permission: 'workspace.manage',
  summary: 'Changes name, language or time zone of the workspace.',
  versioned: true,
  body: z.strictObject({ name: z.optional(line(80)), language: z.optional(language), timeZone: z.optional(timeZone) }),
  output: workspace,
  errors: ['unknown_time_zone'],
})

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/members',
  permission: 'members.read',
  summary: 'The members, by name; deactivated ones only if asked for.',
  query: z.strictObject({ ...pageQuery, include: z.optional(z.enum(['deactivated'])) }),
  output: page(member),
})

export const changeMember = endpoint({
  name: 'changeMember',
  method: 'PATCH',
  path: '/members/{id}',
  permission: 'members.manage',
  summary: "Changes a member's role, team, name, or whose customers and deals they see.",
  versioned: true,
  params: byId,
  body: z.strictObject({
    role: z.optional(role),
    name: z.optional(line(80)),
    teamId: z.optional(z.nullable(id)),
    sees: z.optional(sight),
  }),
  output: member,
  errors: ['last_owner', 'unknown_reference'],
})

export const apiKey = z.strictObject({
  id,
  name: z.string(),
  role,
  /** The rights it keeps of its role's; null keeps all of them. */
  scopes: z.nullable(z.array(z.string())),
  /** The member it stands for: it sees and owns what they do. */
  member: z.nullable(z.strictObject({ id, name: z.string() })),
  /** Who made it and, standing for nobody, answers for it: it may never do more than they may. */
  madeBy: z.nullable(z.strictObject({ id, name: z.string() })),
  createdAt: instant,
  expiresAt: z.nullable(instant),
  /** Kept at most hourly. */
  lastUsedAt: z.nullable(instant),
})

export const listApiKeys = endpoint({
  name: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  permission: 'keys.manage',
  summary: 'The API keys that are not revoked.',
  query: z.strictObject(pageQuery),
  output: page(apiKey),
})

export const createApiKey = endpoint({
  name: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  permission: 'keys.manage',
  summary: 'Makes an API key; its secret is in this answer and never again.',
  body: z.strictObject({
    name: line(80),
    role,
    scopes: z.optional(z.nullable(z.array(z.enum(permissions)).check(z.minLength(1), z.maxLength(permissions.length)))),
    memberId: z.optional(z.nullable(id)),
    expiresAt: z.optional(z.nullable(instant)),
  }),
  output: z.strictObject({ id, key: z.string() }),
  status: 201,
  secret: true,
  errors: ['forbidden', 'unknown_reference', 'secret_shown_before'],
})

export const revokeApiKey = endpoint({
  name: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{id}',
  permission: 'keys.manage',
  summary: 'Revokes an API key at once.',
  params: byId,
  output: nothing,
})
