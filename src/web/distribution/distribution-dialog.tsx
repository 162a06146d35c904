import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { distribute } from '../../contract/distribution.ts'
import type { Distribution } from '../../contract/distribution.ts'
import { changeList } from '../../contract/lists.ts'
import type { ProspectList } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { useMembers } from '../people/members.ts'
import { refreshProspects } from '../prospects/prospects-query.ts'
import { useTakeBack } from '../prospects/use-take-back.ts'
import { Button, Dialog, Form, NumberField, Switch, toast, useWords } from '../ui/index.ts'
import { draftOf, emptyRule, isWhole, type RuleDraft, rulesOf } from './rule-draft.ts'
import { RuleFields } from './rule-fields.tsx'

interface DistributionDialogProps {
  readonly list: ProspectList
  readonly onClose: () => void
}

/** Who gets whom of a list: rules in their order, by hand or by themselves, and taken back when nothing happens. */
export function DistributionDialog({ list, onClose }: DistributionDialogProps) {
  const { t } = useWords()
  const [rules, setRules] = useState<readonly RuleDraft[]>(list.distribution?.rules.map(draftOf) ?? [emptyRule])
  const [automatic, setAutomatic] = useState(list.distribution?.automatic ?? false)
  const [takeBackDays, setTakeBackDays] = useState(list.distribution?.takeBackDays ?? null)
  const distribution: Distribution = { rules: rulesOf(rules), automatic, takeBackDays }
  const { save, isPending, error } = useSaving(list, distribution, onClose)
  const isReady = rules.every(isWhole)
  return (
    <Dialog title={t('distribution.title')} isOpen onClose={onClose}>
      <p className="-mt-2 mb-4 text-ink-2">{t('distribution.how')}</p>
      <Form
        label={t('distribution.title')}
        problem={error}
        onSubmit={() => isReady && save(true)}
        actions={
          <>
            {list.distribution && (
              <Button variant="quiet" className="me-auto text-bad!" onPress={() => save(false, null)}>
                {t('distribution.remove')}
              </Button>
            )}
            <Button onPress={() => isReady && save(false)} isDisabled={!isReady} isPending={isPending}>
              {t('distribution.save')}
            </Button>
            <Button type="submit" variant="primary" isDisabled={!isReady} isPending={isPending}>
              {t('distribution.save-and-run')}
            </Button>
          </>
        }
      >
        <Rules list={list} rules={rules} onChange={setRules} />
        <Switch isSelected={automatic} onChange={setAutomatic}>
          {t('distribution.automatic')}
        </Switch>
        <NumberField
          label={t('distribution.take-back')}
          description={t('distribution.take-back.how')}
          name="takeBackDays"
          value={takeBackDays}
          onChange={setTakeBackDays}
          minValue={1}
          maxValue={365}
        />
      </Form>
    </Dialog>
  )
}

interface RulesProps {
  readonly list: ProspectList
  readonly rules: readonly RuleDraft[]
  readonly onChange: (rules: readonly RuleDraft[]) => void
}

function Rules({ list, rules, onChange }: RulesProps) {
  const { t } = useWords()
  const members = useMembers().filter(({ id }) => list.workerIds.length === 0 || list.workerIds.includes(id))
  return (
    <>
      <ol className="flex flex-col gap-3">
        {rules.map((rule, at) => (
          <RuleFields
            // Rules have no name of their own; none moves while the dialog is open.
            key={at}
            at={at + 1}
            rule={rule}
            members={members}
            onChange={(changed) => onChange(rules.map((each, place) => (place === at ? changed : each)))}
            onRemove={rules.length > 1 ? () => onChange(rules.filter((_, place) => place !== at)) : undefined}
          />
        ))}
      </ol>
      <Button icon={IconPlus} className="self-start" onPress={() => onChange([...rules, emptyRule])}>
        {t('distribution.add-rule')}
      </Button>
    </>
  )
}

/** Keeps the rules; then hands out by them at once, if asked. */
function useSaving(list: ProspectList, distribution: Distribution, onClose: () => void) {
  const { t } = useWords()
  const queries = useQueryClient()
  const takeBack = useTakeBack(list.id)
  const params = { id: list.id }
  const keep = useMutation({
    mutationFn: async ({ run, rules }: { run: boolean; rules: Distribution | null }) => {
      await call(changeList, { params, version: list.version, body: { distribution: rules } })
      return run ? call(distribute, { params }) : null
    },
    onSuccess: (done) => {
      onClose()
      if (!done) return void toast({ text: t('distribution.saved') })
      const { handed, handedAt, unmatched, waiting } = done
      const given = handed.filter(({ count }) => count > 0)
      const count = given.reduce((sum, one) => sum + one.count, 0)
      toast({
        text: t('distribution.done', { count, sellers: given.length, left: unmatched + waiting }),
        ...(count > 0 ? { onUndo: () => takeBack({ handedAt }) } : {}),
      })
    },
    onSettled: () => refreshProspects(queries),
  })
  return {
    save: (run: boolean, rules: Distribution | null = distribution) => keep.mutate({ run, rules }),
    isPending: keep.isPending,
    error: keep.error,
  }
}
