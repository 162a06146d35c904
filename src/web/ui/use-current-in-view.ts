import { useLayoutEffect, useRef } from 'react'

/** A strip of links that is wider than a phone is scrolled to the one where the reader is; nothing else moves. */
export function useCurrentInView<Strip extends HTMLElement>(current: string) {
  const strip = useRef<Strip>(null)
  useLayoutEffect(() => {
    const within = strip.current
    const link = within?.querySelector('[aria-current]')
    if (!within || !link) return
    const [outer, inner] = [within.getBoundingClientRect(), link.getBoundingClientRect()]
    within.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2)
  }, [current])
  return strip
}
