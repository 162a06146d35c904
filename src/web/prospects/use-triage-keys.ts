import { useEffect, useState } from 'react'
import type { Prospect } from '../../contract/prospects.ts'
import { useShortcut, useWords } from '../ui/index.ts'
import type { PaneActs } from './prospect-pane.tsx'

interface Keys {
  readonly current: Prospect | undefined
  readonly mayWork: boolean
  readonly acts: PaneActs
  readonly step: (step: 1 | -1) => void
  readonly undo: () => void
}

/**
 * Triage without a mouse. Grades are 1, 2, 3 (0 takes one away) and not G: that letter begins "go to" on every screen.
 */
export function useTriageKeys({ current, mayWork, acts, step, undo }: Keys): void {
  const { t } = useWords()
  // Bound a moment after the shell's, so that C means a claim here from the first moment on.
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const rests = !mayWork || !isReady
  useShortcut({ keys: 'J', label: t('prospects.key.next'), run: () => step(1) })
  useShortcut({ keys: 'K', label: t('prospects.key.previous'), run: () => step(-1) })
  useShortcut({ keys: 'C', label: t('prospects.act.claim'), run: acts.claim, isDisabled: rests })
  useShortcut({ keys: 'S', label: t('prospects.act.set-aside'), run: acts.setAside, isDisabled: rests })
  useShortcut({
    keys: 'D',
    label: t('prospects.act.drop'),
    run: acts.drop,
    isDisabled: rests || current?.state === 'dropped',
  })
  useShortcut({
    keys: 'W',
    label: t('prospects.act.return'),
    run: acts.giveBack,
    isDisabled: rests || current === undefined || current.state === 'waiting',
  })
  useShortcut({
    keys: '1',
    label: t('prospects.key.grade', { grade: 'A' }),
    run: () => acts.grade('A'),
    isDisabled: rests,
  })
  useShortcut({
    keys: '2',
    label: t('prospects.key.grade', { grade: 'B' }),
    run: () => acts.grade('B'),
    isDisabled: rests,
  })
  useShortcut({
    keys: '3',
    label: t('prospects.key.grade', { grade: 'C' }),
    run: () => acts.grade('C'),
    isDisabled: rests,
  })
  useShortcut({ keys: '0', label: t('prospects.key.ungrade'), run: () => acts.grade(null), isDisabled: rests })
  useShortcut({ keys: 'Z', label: t('ui.undo'), run: undo, isDisabled: !mayWork })
}
