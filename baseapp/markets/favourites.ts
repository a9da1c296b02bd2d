import { create } from 'zustand'

const key = 'favouriteMarkets'

function stored(): readonly string[] {
  try {
    const list = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown
    return Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : []
  } catch {
    // Storage may be forbidden or spoilt by another version; favourites start empty then.
    return []
  }
}

/** The markets this browser's user starred. */
export const useFavourites = create<readonly string[]>(stored)

export function toggleFavourite(market: string): void {
  const before = useFavourites.getState()
  const after = before.includes(market) ? before.filter((each) => each !== market) : [...before, market]
  useFavourites.setState(after, true)
  try {
    localStorage.setItem(key, JSON.stringify(after))
  } catch {
    // Then the star lasts for this visit.
  }
}
