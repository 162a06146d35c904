import { useProcesses } from '../process/process-query.ts'

export interface OfProcess {
  readonly process?: string
}

/** Narrows figures beside the wheel to its process, so that all of them are of the same deals. Where there is one process, nothing is narrowed. */
export function useOfProcess(process: string): OfProcess {
  const { data } = useProcesses()
  return (data?.items.length ?? 0) > 1 ? { process } : {}
}
