/** What the API reference says before the operations, as Markdown with `##` headings, lists and fenced code. */
export const guide = `Everything a person can do on a screen, a program can do here, by the same rules and with the same words. JSON in UTF-8, over HTTPS, below \`/api/v1\`.

## Authentication

Make an API key in Settings → API keys, or with \`bin/rondo key create\`. It is shown once. Send it with every request:

\`\`\`
curl https://rondo.example/api/v1/deals -H "Authorization: Bearer $RONDO_KEY"
\`\`\`

A key belongs to one workspace, has a role, and may keep only some of that role's rights. A key that stands for a member sees what the member sees. Each operation names the right it needs; without it the answer is 403 \`forbidden\`. A browser sends its session cookie instead, with \`X-Rondo-Workspace\` and its own \`Origin\`.

## Errors

A refusal is a problem (RFC 9457): the status, a \`code\` that never changes its meaning, and the \`data\` that belongs to the code. \`requestId\` helps whoever reads the server's log.

\`\`\`
{
  "type": "/api#deal_not_open",
  "status": 409,
  "code": "deal_not_open",
  "data": { "outcome": "won" },
  "requestId": "6f1c…"
}
\`\`\`

422 \`invalid\` names every wrong field at once in \`fields\`: \`{ "field": "name", "code": "required" }\`. Unknown fields are refused too, so that a misspelt one is never ignored.

## Pages

A list answers \`{ "items": […], "next": "…" }\`: at most \`limit\` rows (50 unless said, 200 at most) and an opaque \`next\`. Send it back as \`after\` for the rows that follow; \`null\` is the end. Rows that are added meanwhile neither repeat nor hide others. No list counts all its rows.

## Repeating a write

Send an \`Idempotency-Key\` (any text up to 200 signs, new for each act) with every write. The same key with the same body gets the same answer for 24 hours and acts once: after a broken connection, send it again. The same key with another body is refused.

## Editing what others edit

Every record has a \`version\`. An edit names the version it was made on, \`If-Match: "3"\`. Without it the answer is 428 \`version_missing\`; if the record has changed since, 412 \`version_conflict\` with the fields that changed and the record as it is now. Nobody's change is lost silently.

## Money, days and instants

- Money is whole minor units and a currency of ISO 4217: \`1250\` and \`"EUR"\` are 12.50 €; a yen has no minor unit.
- A day is \`"2026-03-02"\`, in the workspace's time zone. An instant is UTC: \`"2026-03-02T09:15:00.000Z"\`.
- What happened earlier can be told later: \`occurredAt\` lies in the past, never in the future.
- Ids are UUIDs; \`externalId\` is yours to choose and unique per kind.

## Limits

Bodies are at most 256 KB unless an operation says otherwise. Sign-in is limited to 300 requests a minute per address; guessing a password is slowed down much earlier. 429 \`too_many_requests\` says in \`retryAfterSeconds\` when to come back, 503 \`overloaded\` means: try again with the same \`Idempotency-Key\`.`

/** What the operations of a module are about, in a sentence. A module that is not named stands without one. */
export const moduleDescriptions: Readonly<Record<string, string>> = {
  access: 'Workspaces, sign-in, the member who asks, members and API keys.',
  team: 'Teams, roles, what each member sees, and handing over.',
  invitations: 'Inviting colleagues by mail or by link.',
  sessions: 'Where somebody is signed in.',
  secondFactor: 'Second factors and passkeys.',
  audit: 'Who did what in the workspace.',
  people: 'Companies, people and households: whom you know, whatever becomes of a deal.',
  records: 'What all customers have in common: archive, tags, timeline.',
  positions: "A person's roles at companies, now and before.",
  tags: 'Words to mark customers and deals with.',
  sources: 'Where prospects come from, and what that costs.',
  products: 'What you sell, with prices and costs.',
  prices: 'Price lists: what a product costs whom, and when.',
  terms: 'When customers pay.',
  process: 'How you sell: processes, their versions, stages and gates.',
  deals: "One customer's way through the sales cycle, with its lines, committee and next step.",
  moves: 'Moving a deal through its stages, and ending it.',
  board: 'The open deals by stage.',
  changeovers: 'Moving running deals to another process or version.',
  notes: 'Notes on customers and deals.',
  files: 'Files on customers, deals and notes.',
  imports: 'Bringing in files of deals and customers.',
  prospects: 'Listed people and companies without an open deal.',
  lists: 'Lists of prospects.',
  views: 'Saved views of lists, and their groups with totals.',
  bulkEdits: 'Changing many records at once, and taking it back.',
  customers: 'Everything about one customer over all deals.',
  measurement: 'Funnel, cycle length, win rate, and what is behind each number.',
  experiments: 'A change of the process, or of a sequence, tested against what is now, on deals that chance divides.',
  improvements: 'What could be made better in a process, one change at a time, and what came of each.',
  kpis: 'Growth, margin, churn, lifetime value and the other key figures, with what was chosen in their definitions.',
  dashboards: 'Figures put together, pinned to Today, and what the team says about them.',
  lifeCycle: 'Where each product stands in its life, by its own sales.',
  currencies: 'Exchange rates into the currency that a workspace reports in.',
  search: 'Finding any record, and what was opened last.',
  sample: 'The sample company: loaded, looked at, taken away.',
  firstSteps: 'The checklist of the first days.',
  live: 'Changes as they happen.',
}
