import { fold } from '../../kernel/fold.ts'
import type { Row } from './cells.ts'

/** How a file of members says who is in which team. */
export interface TeamRules {
  /** Whoever started the import may not say so: nobody comes to a team by it. */
  readonly areLeft: boolean
  /** Offices with several managers, folded: each of these has a team there. */
  readonly divided: ReadonlySet<string>
}

/** The team that a row puts its member in, and who leads it. */
export interface NamedTeam {
  readonly name: string
  /** What the manager's own team at that office is called, whether or not others have one there. */
  readonly ofManager: string | null
  readonly manager: string | null
}

/** As long as the name of a team may be. */
const longest = 80

/** The team of a row: its office; where several lead one, or no office is named, that of its manager. */
export function readTeam(row: Row, { areLeft, divided }: TeamRules): NamedTeam | null {
  const office = row.text('team', longest)
  const manager = row.text('manager')
  const said = office ?? manager
  if (said === null) return null
  if (areLeft) {
    row.remark('team_left', office === null ? 'manager' : 'team')
    return null
  }
  const ofManager = manager === null ? null : cut([office, manager].filter((part) => part !== null).join(' · '))
  const isOffice = office !== null && !divided.has(fold(office))
  return { name: isOffice ? office : (ofManager ?? said), ofManager, manager }
}

function cut(name: string): string {
  return name.slice(0, longest).toWellFormed().trim()
}
