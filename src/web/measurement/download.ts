import { saveFile } from '../ui/index.ts'

/** Hands the text to the browser as a file. */
export function download(name: string, text: string): void {
  saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), name)
}
