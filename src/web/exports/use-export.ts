import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { downloadExport, type ExportFile, showExport } from '../../contract/exports.ts'
import { call, callForFile, Problem } from '../api.ts'
import { saveFile } from '../ui/index.ts'

const pauseMilliseconds = 300

/** Has a file made, waits until it is, and saves it; `file` says how far it is. Whoever leaves finds it in the settings. */
export function useExport(done: (file: ExportFile) => void) {
  const queries = useQueryClient()
  const [file, setFile] = useState<ExportFile | null>(null)
  const run = useMutation({
    mutationFn: async (begin: () => Promise<ExportFile>) => {
      let made = await begin()
      for (; isUnderWay(made); made = await call(showExport, { params: { id: made.id } })) {
        setFile(made)
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds))
      }
      if (made.status === 'failed') throw new Problem({ code: 'export_not_ready' })
      await download(made)
      return made
    },
    onSuccess: done,
    onSettled: () => {
      setFile(null)
      void queries.invalidateQueries({ queryKey: ['exports'] })
    },
  })
  return { start: run.mutate, isPending: run.isPending, error: run.error, file }
}

export function isUnderWay({ status }: Pick<ExportFile, 'status'>): boolean {
  return status === 'queued' || status === 'running'
}

export async function download({ id, fileName }: ExportFile): Promise<void> {
  saveFile(await callForFile(downloadExport, { params: { id } }), fileName)
}
