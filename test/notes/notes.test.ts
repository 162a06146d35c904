import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addFile, deleteFile, listFiles, restoreFile, type StoredFile } from '../../src/contract/files.ts'
import * as notes from '../../src/contract/notes.ts'
import { addCompany } from '../../src/contract/people.ts'
import type { RichText } from '../../src/contract/rich-text.ts'
import { startWorld, type World } from '../kit/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.rondo.stop())

const says = (text: string, ...more: object[]): RichText => ({
  type: 'doc',
  // Refused ones are tested, too.
  content: [{ type: 'paragraph', content: [{ type: 'text', text }, ...(more as RichText['content'])] }],
})

test('a note is written, pinned, rewritten by its author, and deleted with a way back', async () => {
  const { sam, bo, mia, nordlys } = world
  const mention = { type: 'mention', attrs: { id: bo.memberId, label: 'Bo Lund' } }
  const body = { companyId: nordlys.id, content: says('Freja asks for two masts ', mention) }
  const note = await sam.call(notes.writeNote, { body })
  expect(note).toMatchObject({ aboutName: 'Nordlys A/S', pinned: false, author: { name: 'Sam Berg' } })
  const params = { id: note.id }
  const named = await bo.call(notes.listNotes, { query: { mentions: bo.memberId } })
  expect(named.items.map(({ id }) => id)).toEqual([note.id])
  await bo.call(notes.changeNote, { params, version: 1, body: { pinned: true } })
  const notHis = await bo.refused(notes.changeNote, { params, version: 2, body: { content: says('Three') } })
  expect(notHis).toMatchObject({ status: 403 })
  const edited = await sam.call(notes.changeNote, { params, version: 2, body: { content: says('Three masts') } })
  expect(edited.editedAt).not.toBeNull()
  await mia.call(notes.deleteNote, { params })
  expect((await sam.call(notes.listNotes, { query: { company: nordlys.id } })).items).toEqual([])
  await sam.call(notes.restoreNote, { params })
  const back = await sam.call(notes.listNotes, { query: { company: nordlys.id, pinned: 'true' } })
  expect(back.items).toMatchObject([{ id: note.id, pinned: true }])
})

describe('what is no rich text of ours is refused', () => {
  const link = (href: string) => ({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] })
  test.each<[string, object]>([
    ['a script behind a link', link('javascript:alert(1)')],
    ['a link that hides its script', link('https://x\njavascript:1')],
    ['an image', { type: 'image', attrs: { src: 'https://x' } }],
    ['an attribute nobody knows', { type: 'text', text: 'x', style: 'color:red' }],
    ['a mark nobody knows', { type: 'text', text: 'x', marks: [{ type: 'iframe' }] }],
    ['an empty text', { type: 'text', text: '' }],
    ['a mention of nobody', { type: 'mention', attrs: { id: 'x', label: 'y' } }],
  ])('%s', async (_, node) => {
    const body = { companyId: world.nordlys.id, content: says('a', node) }
    expect(await world.sam.refused(notes.writeNote, { body })).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'content' }],
    })
  })

  test('lists in lists without an end', async () => {
    const nested = (depth: number): RichText['content'][number] =>
      depth === 0
        ? { type: 'paragraph' }
        : { type: 'bulletList', content: [{ type: 'listItem', content: [nested(depth - 1)] }] }
    const body = (depth: number) => ({
      companyId: world.nordlys.id,
      content: { type: 'doc' as const, content: [nested(depth)] },
    })
    await world.sam.call(notes.writeNote, { body: body(4) })
    expect(await world.sam.refused(notes.writeNote, { body: body(2000) })).toMatchObject({ code: 'invalid' })
  })

  test('a note on nobody, on two, or on what is not there; a mention of a stranger', async () => {
    const { sam, nordlys, freja } = world
    const content = says('x')
    const nobody = await sam.refused(notes.writeNote, { body: { content } })
    expect(nobody).toMatchObject({ code: 'invalid', fields: [{ field: 'companyId', code: 'required' }] })
    const two = await sam.refused(notes.writeNote, { body: { content, companyId: nordlys.id, personId: freja.id } })
    expect(two).toMatchObject({ fields: [{ field: 'personId', code: 'unknown' }] })
    const gone = await sam.refused(notes.writeNote, { body: { content, dealId: nordlys.id } })
    expect(gone).toMatchObject({ code: 'unknown_reference', data: { field: 'dealId' } })
    const stranger = { type: 'mention', attrs: { id: nordlys.id, label: 'Nobody' } }
    const named = await sam.refused(notes.writeNote, { body: { content: says('x', stranger), companyId: nordlys.id } })
    expect(named).toMatchObject({ code: 'unknown_reference', data: { field: 'content' } })
  })
})

async function upload(fields: Record<string, string>, name: string, content: string | Uint8Array<ArrayBuffer>) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([content], { type: 'text/html' }), name)
  return world.sam.fetch('POST', '/files', form)
}

describe('files', () => {
  test('come back byte for byte, typed by what is in them, as a download', async () => {
    const { sam, nordlys, rondo } = world
    const bytes = new Uint8Array(2_500_000).map((_, at) => (at * 31) % 251)
    const kept = await upload({ companyId: nordlys.id }, '../../plan\u202eexe.bin', bytes)
    expect(kept).toMatchObject({ status: 201, body: { name: 'planexe.bin', bytes: 2_500_000, addedBy: 'Sam Berg' } })
    const { id } = kept.body as StoredFile // Checked by the line above.
    const answer = await fetch(`${rondo.url}/api/v1/files/${id}`, { headers: sam.headers })
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    await sam.call(deleteFile, { params: { id } })
    expect((await sam.fetch('GET', `/files/${id}`)).status).toBe(404)
    await sam.call(restoreFile, { params: { id } })
    const listed = await sam.call(listFiles, { query: { company: nordlys.id } })
    expect(listed.items.map((file) => file.id)).toContain(id)
  })

  test('a page of HTML is text, and a picture is one whatever it is called', async () => {
    const { freja } = world
    const page = await upload({ personId: freja.id }, 'photo.png', '<svg onload="alert(1)"/>')
    expect(page.body).toMatchObject({ mediaType: 'text/plain' })
    const png = await upload(
      { personId: freja.id },
      'notes.txt',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    )
    expect(png.body).toMatchObject({ mediaType: 'image/png' })
  })

  test('hang on notes, too', async () => {
    const { sam, oberg } = world
    const note = await sam.call(notes.writeNote, { body: { householdId: oberg.id, content: says('See the plan') } })
    await upload({ noteId: note.id }, 'plan.txt', 'x')
    const { items } = await sam.call(notes.listNotes, { query: { household: oberg.id } })
    expect(items[0]?.files).toMatchObject([{ name: 'plan.txt', mediaType: 'text/plain' }])
  })

  test('nothing, an empty file, a field too many and a stranger’s record are refused', async () => {
    const { nordlys, rondo } = world
    const borealis = await rondo.anotherWorkspace()
    const theirs = await borealis.call(addCompany, { body: { name: 'Theirs' } })
    expect(await upload({ companyId: nordlys.id }, 'a.txt', '')).toMatchObject({ body: { code: 'file_refused' } })
    expect(await upload({ companyId: theirs.id }, 'a.txt', 'x')).toMatchObject({ body: { code: 'unknown_reference' } })
    expect(await upload({ companyId: nordlys.id, name: 'b' }, 'a.txt', 'x')).toMatchObject({
      body: { code: 'invalid' },
    })
    expect(await world.sam.refused(addFile, {}, {})).toMatchObject({ status: 415 })
  })
})
