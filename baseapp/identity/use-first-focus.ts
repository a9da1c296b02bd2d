import { useEffect, useRef, type RefObject } from 'react'

/**
 * The field in which a page that is one form begins; not on touch screens, where a keyboard would cover the page.
 * The shell moves focus to a new page in the next frame, so this takes it in the one after.
 */
export function useFirstFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!window.matchMedia('(pointer: fine)').matches) return
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => field.current?.focus({ preventScroll: true }))
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return field
}
