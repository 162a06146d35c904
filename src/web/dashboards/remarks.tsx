import { useState } from 'react'
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { PinnedFigure, Remark } from '../../contract/dashboards.ts'
import { Ago, Button, Form, IconButton, TextField, toast, useFormats, useProblemWords, useWords } from '../ui/index.ts'
import { titleOf } from '../../words/pinned-place.ts'
import { useRemarkWrites, useRemarks } from './queries.ts'

interface RemarksProps {
  readonly pinned: PinnedFigure
  /** The day as of which the figure is looked at. */
  readonly asOf: string
}

const shownFirst = 3

/** What the team says about a figure: numbers are read together with it. */
export function Remarks({ pinned, asOf }: RemarksProps) {
  const { t } = useWords()
  const [isWriting, setIsWriting] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  const { data } = useRemarks(pinned.filters)
  const remarks = data?.items.filter(({ figure }) => figure === pinned.figure) ?? []
  const shown = showsAll ? remarks : remarks.slice(0, shownFirst)
  const name = t(titleOf(pinned.figure))
  return (
    <section aria-label={t('dashboards.remarks', { name })} className="flex flex-col gap-2">
      {shown.length > 0 && (
        <ul className="flex flex-col gap-2">
          {shown.map((remark) => (
            <RemarkRow key={remark.id} remark={remark} />
          ))}
        </ul>
      )}
      {remarks.length > shown.length && (
        <Button variant="quiet" className="self-start" onPress={() => setShowsAll(true)}>
          {t('dashboards.remarks.all', { count: remarks.length })}
        </Button>
      )}
      {isWriting ? (
        <NewRemark pinned={pinned} asOf={asOf} onClose={() => setIsWriting(false)} />
      ) : (
        <Button
          variant="quiet"
          icon={IconMessagePlus}
          className="-ms-2 self-start px-2! text-12 print:hidden"
          onPress={() => setIsWriting(true)}
        >
          {t('dashboards.remarks.add')}
          <span className="sr-only">{`: ${name}`}</span>
        </Button>
      )}
    </section>
  )
}

function RemarkRow({ remark }: { remark: Remark }) {
  const { t } = useWords()
  const { day } = useFormats()
  const say = useProblemWords()
  const [isEditing, setIsEditing] = useState(false)
  const { change, remove, add } = useRemarkWrites()
  const { id, version, text, author, isMine, createdAt, figure, filters } = remark
  if (isEditing) {
    const save = (next: string) => change.mutate({ id, version, text: next }, { onSuccess: () => setIsEditing(false) })
    return (
      <li>
        <RemarkForm
          text={text}
          problem={change.error}
          isPending={change.isPending}
          onSend={save}
          onClose={() => setIsEditing(false)}
        />
      </li>
    )
  }
  const takeBack = () =>
    remove.mutate(id, {
      onSuccess: () => {
        const undo = () => add.mutate({ figure, filters, day: remark.day, text })
        toast({ text: t('dashboards.remarks.deleted'), onUndo: undo })
      },
      onError: (error) => toast({ text: say(error) }),
    })
  return (
    <li className="rounded-2 bg-sunken px-3 py-2">
      <p dir="auto" className="break-words whitespace-pre-line">
        {text}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
        <bdi>{author ?? t('kpis.options.a-key')}</bdi>
        <Ago value={createdAt} />
        <span>{t('dashboards.remarks.of-day', { day: day(remark.day) })}</span>
        {isMine && (
          <span className="ms-auto flex print:hidden">
            <IconButton icon={IconPencil} label={t('dashboards.remarks.edit')} onPress={() => setIsEditing(true)} />
            <IconButton icon={IconTrash} label={t('dashboards.remarks.delete')} onPress={takeBack} />
          </span>
        )}
      </p>
    </li>
  )
}

function NewRemark({ pinned, asOf, onClose }: RemarksProps & { onClose: () => void }) {
  const { add } = useRemarkWrites()
  return (
    <RemarkForm
      text=""
      problem={add.error}
      isPending={add.isPending}
      onSend={(text) => add.mutate({ ...pinned, day: asOf, text }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}

interface RemarkFormProps {
  readonly text: string
  readonly problem: unknown
  readonly isPending: boolean
  readonly onSend: (text: string) => void
  readonly onClose: () => void
}

function RemarkForm({ text, problem, isPending, onSend, onClose }: RemarkFormProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState(text)
  return (
    <Form
      label={t('dashboards.remarks.add')}
      onSubmit={() => typed.trim() !== '' && onSend(typed)}
      problem={problem}
      className="gap-2!"
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t('people.cancel')}
          </Button>
          <Button type="submit" isPending={isPending} isDisabled={typed.trim() === ''}>
            {t('people.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('dashboards.remarks.text')}
        name="text"
        rows={3}
        value={typed}
        maxLength={2000}
        autoFocus
        onChange={setTyped}
      />
    </Form>
  )
}
