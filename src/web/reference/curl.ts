import type { Operation } from './document.ts'

/** The operation as a command for a shell, with an example body; the key is taken from the environment. */
export function curlOf({ method, path, parameters, body }: Operation, server: string): string {
  const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required)
  const query = needed.map(({ name }) => `${name}=…`).join('&')
  const headers = parameters.filter((parameter) => parameter.in === 'header')
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${server}${path}${query === '' ? '' : `?${query}`}'`,
    `-H "Authorization: Bearer $RONDO_KEY"`,
    ...headers.map(({ name }) => (name === 'If-Match' ? `-H 'If-Match: "3"'` : `-H "${name}: $(uuidgen)"`)),
    ...(body?.isFile ? [`-F 'file=@file.csv'`] : []),
    ...(body && !body.isFile
      ? [
          `-H 'Content-Type: application/json'`,
          `-d '${JSON.stringify(body.example, null, 2).replaceAll("'", "'\\''")}'`,
        ]
      : []),
  ]
  return lines.join(' \\\n  ')
}
