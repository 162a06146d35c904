import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { chooseSummary, chooseSummaryForAll, showSummaryChoice } from '../../contract/summaries.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Card, Notice, Switch, toast, useProblemWords, useWords } from '../ui/index.ts'

/** Whether the summary of the week comes by mail: one's own choice, and that for who chose nothing. */
export function SummaryChoiceCard() {
  const { t } = useWords()
  const { workspace } = useSession()
  const address = useAddress()
  const say = useProblemWords()
  const queries = useQueryClient()
  const mayManage = useRight('workspace.manage')
  const queryKey = ['summary-choice', workspace.id]
  const found = useQuery({ queryKey, queryFn: () => call(showSummaryChoice, {}) })
  const choose = useMutation({
    mutationFn: (wanted: { own: boolean } | { forAll: boolean }) =>
      'own' in wanted ? call(chooseSummary, { body: wanted }) : call(chooseSummaryForAll, { body: wanted }),
    onSuccess: (choice) => queries.setQueryData(queryKey, choice),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const { canMail = false, forAll = false, own = null } = found.data ?? {}
  return (
    <Card title={t('summary.choice')} className="gap-4">
      {found.isSuccess && !canMail && <Notice>{t('summary.choice.no-mail')}</Notice>}
      <Switch isSelected={own ?? forAll} isDisabled={!canMail} onChange={(wanted) => choose.mutate({ own: wanted })}>
        {t('summary.choice.own')}
      </Switch>
      {mayManage && (
        <Switch isSelected={forAll} isDisabled={!canMail} onChange={(wanted) => choose.mutate({ forAll: wanted })}>
          {t('summary.choice.all')}
        </Switch>
      )}
      <p>
        <Link to={address('insights/week')} className="font-medium text-accent hover:underline">
          {t('summary.choice.see')}
        </Link>
      </p>
    </Card>
  )
}
