import { useEffect } from 'react'
import { announceFills } from './announce.ts'
import { useMarketOf } from './lists.tsx'

/** Says on every page when own orders fill. */
export function Announcer() {
  const marketOf = useMarketOf()
  useEffect(() => announceFills(marketOf), [marketOf])
  return null
}
