import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { Problem } from '../api.ts'

/** Whether this address has a name: browsers bind passkeys to none that is a bare IP address. */
export function isNamed(): boolean {
  return !/^[\d.]+$|^\[/.test(location.hostname)
}

// Loaded at the first use: few sign in at any time.
const webAuthn = () => import('@simplewebauthn/browser')

/** Lets the device make a passkey; a refusal of the device, or a person who turned away, is a refusal like any other. */
export async function makePasskey(options: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { startRegistration } = await webAuthn()
  // What the server's half of the same library made.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  return { ...(await startRegistration({ optionsJSON }).catch(refuse)) }
}

/** Lets the device answer with a passkey that it has. */
export async function showPasskey(options: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { startAuthentication } = await webAuthn()
  // As above.
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return { ...(await startAuthentication({ optionsJSON }).catch(refuse)) }
}

function refuse(): never {
  throw new Problem({ code: 'passkey_refused' })
}
