import { useMutation } from '@tanstack/react-query'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { downloadRejected } from '../../contract/imports.ts'
import { callForFile } from '../api.ts'
import { Button, toast, useProblemWords, useWords } from '../ui/index.ts'

/** The rows that were not taken, each with its reason, to be corrected and brought again. */
export function RejectedDownload({ importId }: { importId: string }) {
  const { t } = useWords()
  const say = useProblemWords()
  const download = useMutation({
    mutationFn: () => callForFile(downloadRejected, { params: { id: importId } }),
    onSuccess: (file) => save(file, `${t('importing.rejected.file')}.csv`),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <Button icon={IconDownload} isPending={download.isPending} onPress={() => download.mutate()}>
      {t('importing.rejected')}
    </Button>
  )
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
