import { useMutation } from '@tanstack/react-query'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { downloadRejected, type tableFormats } from '../../contract/imports.ts'
import { callForFile } from '../api.ts'
import { Button, saveFile, toast, useProblemWords, useWords } from '../ui/index.ts'

interface RejectedDownloadProps {
  readonly importId: string
  readonly file: string
  readonly format: TableFormat | undefined
  /** No other file has such rows: its name need not be said. */
  readonly isOnly: boolean
}

type TableFormat = (typeof tableFormats)[number]

/** The rows that were not taken, each with its reason and as the file came, to be corrected and brought again. */
export function RejectedDownload({ importId, file, format, isOnly }: RejectedDownloadProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const download = useMutation({
    mutationFn: () => callForFile(downloadRejected, { params: { id: importId }, query: { file } }),
    onSuccess: (rows) => saveFile(rows, nameOf(file, format, t('importing.rejected.file'))),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (
    <Button icon={IconDownload} isPending={download.isPending} onPress={() => download.mutate()}>
      {isOnly ? t('importing.rejected') : t('importing.rejected.of', { file })}
    </Button>
  )
}

/** contacts.tsv gives "contacts – rejected rows.tsv". */
function nameOf(file: string, format: TableFormat | undefined, words: string): string {
  const [, stem = file, extension = '.csv'] = /^(.+?)(\.\w{1,5})?$/.exec(file) ?? []
  const ending = format === 'xlsx' || format === 'ods' ? '.xlsx' : format === 'vcard' ? '.csv' : extension
  return `${stem} – ${words}${ending}`
}
