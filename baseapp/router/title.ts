import { useEffect } from 'react'

/** Names the page in the window's title; the product's name follows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'OPEX' : `${title} · OPEX`
  }, [title])
}
