import type { AppointmentStatus } from '../../contract/facts.ts'
import { Badge, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'

const tones: Readonly<Record<AppointmentStatus, Tone>> = {
  proposed: 'warn',
  confirmed: 'accent',
  held: 'ok',
  no_show: 'bad',
  cancelled: 'plain',
}

export function StatusBadge({ status }: { status: AppointmentStatus }) {
  const { t } = useWords()
  return <Badge tone={tones[status]}>{t(`codes.appointment-status.${status}`)}</Badge>
}
