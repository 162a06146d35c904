import type { Operation } from './document.ts'

export interface Answer {
  readonly status: number
  readonly milliseconds: number
  /** Indented, if it is JSON. */
  readonly text: string
}

type Caller = { readonly key: string } | { readonly workspaceId: string }

/** Sends what the form says, exactly: wrong values too, for the refusal is part of what one wants to see. */
export async function sendCall(
  base: string,
  { method, path, parameters }: Operation,
  values: Readonly<Record<string, string>>,
  body: string | null,
  caller: Caller,
): Promise<Answer> {
  const headers = new Headers()
  if ('key' in caller) headers.set('authorization', `Bearer ${caller.key}`)
  else headers.set('x-rondo-workspace', caller.workspaceId)
  if (body !== null) headers.set('content-type', 'application/json')
  const query = new URLSearchParams()
  let address = path
  for (const { name, in: place } of parameters) {
    const value = values[name]?.trim() ?? ''
    if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value))
    else if (value !== '' && place === 'query') query.set(name, value)
    else if (value !== '' && place === 'header') headers.set(name, value)
  }
  const began = performance.now()
  const response = await fetch(`${base}${address}${query.size > 0 ? `?${query}` : ''}`, {
    method,
    headers,
    body,
    // With a key nobody's session may answer instead.
    credentials: 'key' in caller ? 'omit' : 'same-origin',
  })
  const text = await response.text()
  return { status: response.status, milliseconds: Math.round(performance.now() - began), text: indented(text) }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    // A file, or nothing: shown as it came.
    return text
  }
}
