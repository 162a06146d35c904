import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconBan from '@tabler/icons-react/dist/esm/icons/IconBan.mjs'
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs'
import IconThumbDown from '@tabler/icons-react/dist/esm/icons/IconThumbDown.mjs'
import IconTrophy from '@tabler/icons-react/dist/esm/icons/IconTrophy.mjs'
import type { Icon } from '../ui/index.ts'

/** The ways an open deal can end; 'reverse' takes back the win of one that has ended. */
export const openEndings = ['win', 'lose', 'postpone', 'disqualify'] as const
export type Ending = (typeof openEndings)[number] | 'reverse'

export const endIcons: Record<Ending, Icon> = {
  win: IconTrophy,
  lose: IconThumbDown,
  postpone: IconClockPause,
  disqualify: IconBan,
  reverse: IconArrowBackUp,
}
