import { useSyncExternalStore } from 'react'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}

export const useIsPhone = (): boolean => useMedia('(max-width: 767px)')
/** Room for the list of markets beside the form. */
export const useIsWide = (): boolean => useMedia('(min-width: 1200px)')
