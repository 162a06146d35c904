import { WheelMark } from '../charts/index.ts'
import { GiveLink } from '../measurement/lacks.tsx'
import { EmptyState, useWords } from '../ui/index.ts'

/** Without deals nothing can be expected: what is missing, and the ways to give it. */
export function NothingYet() {
  const { t } = useWords()
  return (
    <EmptyState
      picture={<WheelMark size={96} className="opacity-30 grayscale" />}
      action={
        <div className="flex flex-wrap items-center justify-center gap-4">
          <GiveLink give="board" isButton />
          <GiveLink give="import" />
        </div>
      }
    >
      {t('forecast.none')}
    </EmptyState>
  )
}
