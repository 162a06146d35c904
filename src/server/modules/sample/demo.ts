import type { Language } from '../../../contract/primitives.ts'
import type { Queries } from '../../kernel/context.ts'
import { addUser, hashPassword } from '../access/index.ts'
import { beginWorkspace } from '../setup/index.ts'
import { loadSample } from './load.ts'
import { addressed, spelt } from './places/place.ts'
import { places } from './places.ts'

/** Who can sign in to a demo, all with one password: who leads the company, who leads the sellers, and one of these. */
export interface Demo {
  readonly slug: string
  readonly owner: string
  readonly manager: string
  readonly seller: string
}

/** A workspace that is the sample company's own, with people who can sign in. */
export async function beginDemo(
  tx: Queries,
  { language, password }: { readonly language: Language; readonly password: string },
): Promise<Demo> {
  const place = places[language]
  const domain = `${addressed(place.company).replaceAll('.', '-')}.example`
  const mailOf = (name: string) => `${addressed(name)}@${domain}`
  const ctx = await beginWorkspace(tx, {
    name: spelt(place.company),
    ownerName: spelt(place.owner),
    email: mailOf(place.owner),
    password,
    language,
    currency: place.currency,
    timeZone: place.timeZone,
    process: 'seven-steps',
  })
  const { managerId, sellerId } = await loadSample(ctx, {})
  const demo = {
    slug: ctx.workspace.slug,
    owner: mailOf(place.owner),
    manager: mailOf(place.manager),
    seller: mailOf(place.sellers[1]),
  }
  const passwordHash = await hashPassword(password)
  const signIn = (name: string, email: string, role: 'manager' | 'seller', claims: string) =>
    addUser(tx, ctx.now, {
      workspaceId: ctx.workspace.id,
      language,
      name: spelt(name),
      email,
      role,
      passwordHash,
      claims,
    })
  await signIn(place.manager, demo.manager, 'manager', managerId)
  await signIn(place.sellers[1], demo.seller, 'seller', sellerId)
  return demo
}
