import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { changeTag, deleteTag, tagColours } from '../../contract/tags.ts'
import type { Tag } from '../../contract/tags.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  Card,
  Dialog,
  Dot,
  EmptyState,
  Form,
  IconButton,
  Notice,
  SelectField,
  TextField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { tagColour, useNewTag, useTags } from './tags.ts'

/** The tags of the workspace: named, coloured, deleted from everything that has them. */
export function TagSettings() {
  const { t } = useWords()
  const say = useProblemWords()
  const tags = useTags()
  const mayEdit = useRight('base.edit')
  const mayDelete = useRight('base.delete')
  const [name, setName] = useState('')
  const [deleting, setDeleting] = useState<Tag | null>(null)
  const add = useNewTag(() => setName(''))
  return (
    <Card title={t('people.tags')}>
      {tags.length === 0 && <EmptyState>{t('people.tags.none')}</EmptyState>}
      <ul className="flex flex-col gap-1">
        {tags.map((tag) => (
          <TagLine
            key={`${tag.id} ${tag.version}`}
            tag={tag}
            isReadOnly={!mayEdit}
            onDelete={mayDelete ? () => setDeleting(tag) : undefined}
          />
        ))}
      </ul>
      {mayEdit && (
        <Form
          label={t('people.tags.add')}
          onSubmit={() => name.trim() && add.mutate(name.trim())}
          className="flex-row! items-end gap-2!"
        >
          <TextField label={t('people.tags.name')} value={name} onChange={setName} className="w-60" />
          <Button type="submit" icon={IconPlus} isDisabled={name.trim() === ''} isPending={add.isPending}>
            {t('people.tags.add')}
          </Button>
        </Form>
      )}
      {add.error && <Notice tone="bad">{say(add.error)}</Notice>}
      {deleting && <DeleteTag tag={deleting} onClose={() => setDeleting(null)} />}
    </Card>
  )
}

interface TagLineProps {
  readonly tag: Tag
  readonly isReadOnly: boolean
  readonly onDelete: (() => void) | undefined
}

function TagLine({ tag, isReadOnly, onDelete }: TagLineProps) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const [name, setName] = useState(tag.name)
  const save = useMutation({
    mutationFn: (body: Partial<Pick<Tag, 'name' | 'colour'>>) =>
      call(changeTag, { params: { id: tag.id }, version: tag.version, body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['tags'] }),
    onError: (error) => {
      setName(tag.name)
      toast({ text: say(error), tone: 'bad' })
    },
  })
  const rename = () => {
    if (name.trim() === '') setName(tag.name)
    else if (name.trim() !== tag.name) save.mutate({ name: name.trim() })
  }
  return (
    <li className="flex items-center gap-2">
      <SelectField
        label={t('people.tags.colour', { name: tag.name })}
        hideLabel
        options={tagColours.map((id) => ({
          id,
          label: t(`codes.tag_colour.${id}`),
          mark: <Dot colour={tagColour(id)} />,
        }))}
        value={tag.colour}
        onChange={(colour) => save.mutate({ colour })}
        isDisabled={isReadOnly}
        className="w-32"
      />
      <TextField
        label={t('people.tags.name')}
        hideLabel
        value={name}
        onChange={setName}
        onBlur={rename}
        isDisabled={isReadOnly}
        className="w-60"
      />
      {onDelete && (
        <IconButton icon={IconTrash} label={t('people.tags.delete', { name: tag.name })} onPress={onDelete} />
      )}
    </li>
  )
}

function DeleteTag({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => call(deleteTag, { params: { id: tag.id } }),
    onSuccess: () => {
      void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
      onClose()
    },
  })
  return (
    <Dialog title={t('people.tags.delete', { name: tag.name })} isOpen onClose={onClose} size="small">
      <div className="flex flex-col gap-4">
        <p>{t('people.tags.delete.body')}</p>
        {remove.error && <Notice tone="bad">{say(remove.error)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('people.cancel')}</Button>
          <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
            {t('people.tags.delete', { name: tag.name })}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
