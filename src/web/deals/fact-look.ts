import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import IconArrowsExchange from '@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import IconCalendarEvent from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs'
import IconChartLine from '@tabler/icons-react/dist/esm/icons/IconChartLine.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconChecklist from '@tabler/icons-react/dist/esm/icons/IconChecklist.mjs'
import IconSwords from '@tabler/icons-react/dist/esm/icons/IconSwords.mjs'
import IconCoin from '@tabler/icons-react/dist/esm/icons/IconCoin.mjs'
import IconDiscount from '@tabler/icons-react/dist/esm/icons/IconDiscount.mjs'
import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs'
import IconFlask from '@tabler/icons-react/dist/esm/icons/IconFlask.mjs'
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs'
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs'
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs'
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs'
import IconMessageCheck from '@tabler/icons-react/dist/esm/icons/IconMessageCheck.mjs'
import IconMessageQuestion from '@tabler/icons-react/dist/esm/icons/IconMessageQuestion.mjs'
import IconGift from '@tabler/icons-react/dist/esm/icons/IconGift.mjs'
import IconPresentation from '@tabler/icons-react/dist/esm/icons/IconPresentation.mjs'
import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs'
import IconSignature from '@tabler/icons-react/dist/esm/icons/IconSignature.mjs'
import IconShieldOff from '@tabler/icons-react/dist/esm/icons/IconShieldOff.mjs'
import IconSeedling from '@tabler/icons-react/dist/esm/icons/IconSeedling.mjs'
import IconSparkles from '@tabler/icons-react/dist/esm/icons/IconSparkles.mjs'
import IconTransfer from '@tabler/icons-react/dist/esm/icons/IconTransfer.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs'
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs'
import IconWallet from '@tabler/icons-react/dist/esm/icons/IconWallet.mjs'
import type { Fact, FactType } from '../../contract/facts.ts'
import type { Icon } from '../ui/index.ts'
import { endIcons } from './endings.ts'

export const factIcons: Record<FactType, Icon> = {
  'deal.opened': IconSparkles,
  'deal.moved': IconArrowRight,
  'deal.gate_overridden': IconShieldOff,
  'deal.criterion_confirmed': IconCheck,
  'deal.won': endIcons.win,
  'deal.win_reversed': endIcons.reverse,
  'deal.lost': endIcons.lose,
  'deal.disqualified': endIcons.disqualify,
  'deal.postponed': endIcons.postpone,
  'deal.reopened': IconRotate,
  'deal.version_changed': IconArrowsExchange,
  'deal.came_back': IconRefresh,
  'deal.undone': IconArrowBackUp,
  'deal.assigned_to_arm': IconFlask,
  'deal.assigned': IconUser,
  'deal.split_set': IconUsers,
  'deal.amount_changed': IconCoin,
  'deal.expected_close_changed': IconCalendar,
  'deal.customer_changed': IconUser,
  'deal.source_changed': IconFlag,
  'deal.renamed': IconPencil,
  'deal.stakeholder_set': IconUsers,
  'deal.stakeholder_removed': IconUsers,
  'deal.next_step_planned': IconCalendar,
  'deal.next_step_done': IconCheck,
  'deal.next_step_dropped': IconCalendar,
  'deal.terms_changed': IconWallet,
  'deal.maturity_changed': IconChartLine,
  'deal.tagged': IconTag,
  'deal.custom_changed': IconPencil,
  'deal.prepared': IconChecklist,
  'deal.preparation_withdrawn': IconChecklist,
  'deal.competitor_named': IconSwords,
  'deal.competitor_dropped': IconSwords,
  'deal.lines_changed': IconPackage,
  'deal.qualified': IconListCheck,
  'deal.touched': IconMessage,
  'deal.touch_withdrawn': IconArrowBackUp,
  'deal.objection_raised': IconMessageQuestion,
  'deal.objection_settled': IconMessageCheck,
  'deal.objection_withdrawn': IconArrowBackUp,
  'deal.presented': IconPresentation,
  'deal.presentation_withdrawn': IconArrowBackUp,
  'deal.need_noted': IconTargetArrow,
  'deal.need_dropped': IconArrowBackUp,
  'deal.trial_started': IconGift,
  'deal.trial_ended': IconGift,
  'deal.trial_withdrawn': IconArrowBackUp,
  'deal.question_asked': IconMessage,
  'deal.question_unasked': IconArrowBackUp,
  'deal.appointment_made': IconCalendarEvent,
  'deal.appointment_confirmed': IconCalendarEvent,
  'deal.appointment_moved': IconCalendarEvent,
  'deal.appointment_held': IconCheck,
  'deal.appointment_missed': IconCalendarEvent,
  'deal.appointment_cancelled': IconCalendarEvent,
  'deal.sequence_step_done': IconListNumbers,
  'deal.close_asked': IconSignature,
  'deal.close_ask_withdrawn': IconArrowBackUp,
  'deal.incentive_offered': IconDiscount,
  'deal.incentive_decided': IconDiscount,
  'deal.incentive_decision_withdrawn': IconArrowBackUp,
  'deal.closing_item_done': IconChecklist,
  'deal.nurtured': IconSeedling,
  'deal.nurture_ended': IconSeedling,
  'deal.handoff_offered': IconTransfer,
  'deal.handoff_accepted': IconTransfer,
  'deal.handoff_declined': IconTransfer,
  'deal.handoff_withdrawn': IconTransfer,
  'deal.answer_promised': IconHourglass,
  'deal.answer_given': IconCheck,
  'deal.answer_dropped': IconHourglass,
}

/** The mark's colours: an end is good or bad, all else is quiet. */
export function factTone({ type, undoneBy }: Pick<Fact, 'type' | 'undoneBy'>): string {
  if (undoneBy === null && type === 'deal.won') return 'bg-ok-soft text-ok'
  if (undoneBy === null && (type === 'deal.lost' || type === 'deal.win_reversed')) return 'bg-bad-soft text-bad'
  if (undoneBy === null && (type === 'deal.gate_overridden' || type === 'deal.postponed'))
    return 'bg-warn-soft text-warn'
  return 'bg-sunken text-ink-2'
}
