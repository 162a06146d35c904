import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs'
import type { Deal } from '../../contract/deals.ts'
import { Button, IconButton, Menu, MenuItem, useWords } from '../ui/index.ts'
import { useDealActs } from './deal-acts.tsx'
import { endIcons } from './endings.ts'

/** What can become of a deal from where it stands. */
export function DealActions({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const acts = useDealActs()
  if (deal.outcome !== 'open') return <EndedActions deal={deal} />
  return (
    <div className="flex flex-wrap items-center gap-2 max-tablet:[&_button:not(:first-child):not(:last-child)_svg]:hidden">
      <Button variant="primary" icon={endIcons.win} onPress={() => acts.end(deal, 'win')}>
        {t('deals.act.win')}
      </Button>
      <Button icon={endIcons.lose} onPress={() => acts.end(deal, 'lose')}>
        {t('deals.act.lose')}
      </Button>
      <Button icon={endIcons.postpone} onPress={() => acts.end(deal, 'postpone')}>
        {t('deals.act.postpone')}
      </Button>
      <Menu label={t('deals.act.more')} trigger={<IconButton icon={IconDots} label={t('deals.act.more')} />}>
        <MenuItem icon={endIcons.disqualify} onAction={() => acts.end(deal, 'disqualify')}>
          {t('deals.act.disqualify')}
        </MenuItem>
      </Menu>
    </div>
  )
}

function EndedActions({ deal }: { deal: Deal }) {
  const { t } = useWords()
  const acts = useDealActs()
  return (
    <div className="flex flex-wrap items-center gap-2">
      {deal.nextDealId === null && (
        <Button
          variant={deal.outcome === 'not_now' ? 'primary' : 'plain'}
          icon={IconRefresh}
          onPress={() => acts.comeBack(deal)}
        >
          {t('deals.act.come-back')}
        </Button>
      )}
      <Button icon={IconRotate} onPress={() => acts.reopen(deal)}>
        {t('deals.act.reopen')}
      </Button>
      {deal.outcome === 'won' && (
        <Button icon={endIcons.reverse} onPress={() => acts.end(deal, 'reverse')}>
          {t('deals.act.reverse')}
        </Button>
      )}
    </div>
  )
}
