/** A fact of a deal as commission reads it, without those that were undone. */
export interface WinFact {
  readonly id: string
  readonly type: string
  readonly at: Date
  readonly data: Readonly<Record<string, unknown>>
}

export interface Share {
  readonly memberId: string
  readonly basisPoints: number
}

/** A win that counts. */
export interface Win {
  readonly id: string
  readonly at: Date
  readonly minor: number
  readonly currency: string
  /** Whose it is: those who share it, or whoever owned the deal when it was won; nobody's where nobody did. */
  readonly shares: readonly Share[]
}

const dayLength = 86_400_000

/**
 * The wins of a deal that stand, from its facts in their order. A reopened win was a mistake and never was; a reversed one is
 * gone if that happened within the days of the claw-back (null: however late). An amount that was set right after the win, and shares that
 * were agreed after it, hold for it.
 */
export function standingWins(facts: readonly WinFact[], clawBackDays: number | null): Win[] {
  let owner: string | null = null
  let shares: readonly Share[] = []
  let wins: Omit<Win, 'shares'>[] = []
  const owners = new Map<string, string | null>()
  for (const { id, type, at, data } of facts) {
    const last = wins.at(-1)
    switch (type) {
      case 'deal.opened':
        owner = text(data['ownerId'])
        break
      case 'deal.assigned':
        owner = text(data['to'])
        break
      case 'deal.split_set':
        shares = sharesIn(data['memberIds'], data['basisPoints'])
        break
      case 'deal.won':
        owners.set(id, owner)
        wins.push({ id, at, minor: Number(data['minor'] ?? 0), currency: text(data['currency']) ?? '' })
        break
      case 'deal.amount_changed':
        if (last)
          wins = [
            ...wins.slice(0, -1),
            { ...last, minor: Number(data['to'] ?? 0), currency: text(data['currency']) ?? last.currency },
          ]
        break
      case 'deal.reopened':
        if (data['was'] === 'won') wins = wins.slice(0, -1)
        break
      case 'deal.win_reversed':
        if (last && (clawBackDays === null || at.getTime() - last.at.getTime() <= clawBackDays * dayLength))
          wins = wins.slice(0, -1)
        break
    }
  }
  return wins.map((win) => ({ ...win, shares: shares.length > 0 ? shares : alone(owners.get(win.id) ?? null) }))
}

/** Members who may have a part in a win by what a fact says. */
export function namedIn({ type, data }: WinFact): string[] {
  switch (type) {
    case 'deal.opened':
      return [data['ownerId']].flatMap((each) => text(each) ?? [])
    case 'deal.assigned':
      return [data['to']].flatMap((each) => text(each) ?? [])
    case 'deal.split_set':
      return sharesIn(data['memberIds'], data['basisPoints']).map(({ memberId }) => memberId)
    default:
      return []
  }
}

function alone(owner: string | null): Share[] {
  return owner === null ? [] : [{ memberId: owner, basisPoints: 10_000 }]
}

function sharesIn(members: unknown, parts: unknown): Share[] {
  if (!Array.isArray(members) || !Array.isArray(parts)) return []
  return members.map((memberId, place) => ({ memberId: String(memberId), basisPoints: Number(parts[place] ?? 0) }))
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
