/**
 * Puts text on the clipboard; false when the browser refuses. Browsers lend the clipboard to https and localhost only: on an
 * office's plain http the text is given to the old command instead.
 */
export async function copyText(text: string): Promise<boolean> {
  if (!window.isSecureContext) return copiedByCommand(text)
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}

function copiedByCommand(text: string): boolean {
  let isGiven = false
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    isGiven = true
  }
  document.addEventListener('copy', give, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', give, { capture: true })
  return isGiven
}
