import { Skeleton, useWords } from '../ui/index.ts'

/** The shape of a deal that is being read. */
export function WaitingDeal() {
  const { t } = useWords()
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">{t('ui.loading')}</span>
      <Skeleton className="h-6" />
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="h-24" />
      {['w-3/4', 'w-1/2', 'w-2/3', 'w-3/5'].map((width, index) => (
        <Skeleton key={index} className={`h-6 ${width}`} />
      ))}
    </div>
  )
}
