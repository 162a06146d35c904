import type { Workspace } from '../../kernel/context.ts'
import { countryNamed, countryOfNumber, countryOfZone } from './phone.ts'

/** Where somebody may be told from, the surest first; as it was typed, the number as it is dialled. */
export interface Told {
  readonly country?: string | null | undefined
  readonly company_country?: string | null | undefined
  readonly phone_e164?: string | null | undefined
}

/** The country of somebody by their address, else their company's, else their number; else that of the workspace. */
export function countryOfPerson(workspace: Pick<Workspace, 'timeZone'>, told: Told | undefined): string | null {
  return (
    countryNamed(told?.country) ??
    countryNamed(told?.company_country) ??
    countryOfNumber(told?.phone_e164) ??
    countryOfWorkspace(workspace)
  )
}

export function countryOfWorkspace({ timeZone }: Pick<Workspace, 'timeZone'>): string | null {
  return countryOfZone(timeZone) ?? null
}
