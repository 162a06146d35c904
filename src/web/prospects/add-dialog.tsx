import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { pasteToList, previewPaste, removeFromList } from '../../contract/lists.ts'
import type { PasteField as Field, PasteResult, ProspectList } from '../../contract/lists.ts'
import { call } from '../api.ts'
import { Button, Dialog, Form, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { ListFields, useListChoice } from './list-choice.tsx'
import { PastePreview } from './paste-preview.tsx'
import { PasteRejected } from './paste-rejected.tsx'
import { refreshProspects } from './prospects-query.ts'

interface AddDialogProps {
  readonly lists: readonly ProspectList[]
  readonly chosen: ProspectList | undefined
  readonly onClose: () => void
  readonly onAdded: (listId: string) => void
}

const typingPauseMilliseconds = 250

/** One field for one line or a whole table: what was understood is shown before anything is saved. */
export function AddDialog({ lists, chosen, onClose, onAdded }: AddDialogProps) {
  const { t } = useWords()
  const queries = useQueryClient()
  const target = useListChoice(lists, chosen)
  const [text, setText] = useState('')
  const [columns, setColumns] = useState<(Field | null)[] | undefined>()
  const [rejected, setRejected] = useState<PasteResult | null>(null)
  const told = useAdded()
  const read = useRead(text, columns, target.listId)
  const add = useMutation({
    mutationFn: async () => {
      const id = await target.make('paste')
      return {
        id,
        result: await call(pasteToList, { params: { id }, body: { text, ...(columns ? { columns } : {}) } }),
      }
    },
    onSuccess: ({ id, result }) => {
      refreshProspects(queries)
      onAdded(id)
      told(id, result)
      setText('')
      setColumns(undefined)
      if (result.counts.rejected > 0) setRejected(result)
      // After one line the next may follow; a table is done.
      else if (result.counts.rows > 1) onClose()
    },
  })
  const adding = read.data && text.trim() !== '' ? read.data.counts.new + read.data.counts.known : 0
  const isReady = adding > 0 && target.isReady && text.trim() !== '' && read.isSuccess && !read.isFetching
  if (rejected) return <PasteRejected result={rejected} onClose={onClose} />
  return (
    <Dialog title={t('prospects.add.title')} isOpen onClose={onClose} size="large">
      <Form
        label={t('prospects.add.title')}
        problem={add.error ?? read.error}
        onSubmit={() => isReady && add.mutate()}
        actions={
          <>
            <Button onPress={onClose}>{t('prospects.close')}</Button>
            <Button type="submit" variant="primary" isDisabled={!isReady} isPending={add.isPending}>
              {t('prospects.add.submit', { count: adding })}
            </Button>
          </>
        }
      >
        <ListFields lists={lists} choice={target.choice} onChange={target.setChoice} />
        <PasteField
          text={text}
          onChange={(next) => {
            setText(next)
            setColumns(undefined)
          }}
          onSend={() => isReady && add.mutate()}
        />
        {read.data && text.trim() !== '' && <PastePreview preview={read.data} onColumns={setColumns} />}
      </Form>
    </Dialog>
  )
}

function PasteField({
  text,
  onChange,
  onSend,
}: {
  text: string
  onChange: (text: string) => void
  onSend: () => void
}) {
  const { t } = useWords()
  return (
    <TextField
      label={t('prospects.add.text')}
      description={t('prospects.add.text.hint')}
      placeholder={t('prospects.add.text.example')}
      rows={4}
      value={text}
      onChange={onChange}
      onKeyDown={(event) => {
        // Enter sends a line; in a table, and with Shift, it begins the next one.
        if (event.key !== 'Enter' || event.shiftKey || text.trim().includes('\n')) return
        event.preventDefault()
        onSend()
      }}
      autoFocus
    />
  )
}

/** What was understood of the text, a moment after the last letter. */
function useRead(text: string, columns: (Field | null)[] | undefined, listId: string | null) {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPauseMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  return useQuery({
    queryKey: ['paste', paused, columns, listId],
    queryFn: () =>
      call(previewPaste, {
        body: { text: paused, ...(columns ? { columns } : {}), ...(listId ? { listId } : {}) },
      }),
    enabled: paused.trim() !== '',
    placeholderData: (before) => before,
    gcTime: 0,
  })
}

/** Says how many were added, with the way back. */
function useAdded(): (listId: string, result: PasteResult) => void {
  const { t } = useWords()
  const queries = useQueryClient()
  const say = useProblemWords()
  return (listId, { counts, prospectIds }) => {
    const takeOff = () => {
      call(removeFromList, { params: { id: listId }, body: { prospectIds } })
        .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
        .finally(() => refreshProspects(queries))
    }
    // More than the answer names cannot be taken off one by one; the list can.
    const isWhole = prospectIds.length > 0 && prospectIds.length === counts.new + counts.known
    const text = t('prospects.toast.added', { added: counts.new + counts.known, listed: counts.listed })
    toast(isWhole ? { text, onUndo: takeOff } : { text })
  }
}
