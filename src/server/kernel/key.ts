import { createHash } from 'node:crypto'

/** SHA-256: how tokens and secrets are stored. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The text of an API key: it carries its workspace, so that one indexed query finds it. */
export function keyText(workspaceId: string, secret: string): string {
  return `rondo_${workspaceId.replaceAll('-', '')}_${secret}`
}

/** Takes the text of a key apart; null when it is none. */
export function parseKey(text: string): { workspaceId: string; secret: string } | null {
  const parts =
    /^rondo_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{20,100})$/.exec(text)
  return parts ? { workspaceId: parts.slice(1, 6).join('-'), secret: parts[6] ?? '' } : null
}
