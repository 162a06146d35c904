import IconCheckbox from '@tabler/icons-react/dist/esm/icons/IconCheckbox.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import type { Step } from '../../contract/sequences.ts'
import type { Icon } from '../ui/index.ts'

export const stepIcons: Readonly<Record<Step['kind'], Icon>> = {
  call: IconPhone,
  message: IconMail,
  task: IconCheckbox,
}
