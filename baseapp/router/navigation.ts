import { useSyncExternalStore } from 'react'

const changed = 'opex:navigated'

/** Goes to a page of this application without loading the document again. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (to === currentPath() && options.replace !== true) return
  window.history[options.replace ? 'replaceState' : 'pushState']({}, '', to)
  window.dispatchEvent(new Event(changed))
}

const currentPath = () => window.location.pathname + window.location.search + window.location.hash

function listen(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}

/** The path now shown, without its query. */
export const usePath = (): string => useSyncExternalStore(listen, () => window.location.pathname)

/** The query of the page now shown. */
export function useQueryString(): URLSearchParams {
  const search = useSyncExternalStore(listen, () => window.location.search)
  return new URLSearchParams(search)
}
