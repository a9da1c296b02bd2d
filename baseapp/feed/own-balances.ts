import type { BalancesEvent } from '../../contract/streams.ts'
import type { Balance } from '../api/wire.ts'

/** What may be used, and what is promised, as the wire's decimal strings. */
export type OwnBalance = { available: string; held: string }
export type OwnBalances = {
  readonly byAsset: Readonly<Record<string, OwnBalance>>
  /** Assets the stream spoke of since the list was asked for. */
  readonly heard: ReadonlySet<string>
  readonly isLoaded: boolean
}

export const noBalances: OwnBalances = { byAsset: {}, heard: new Set(), isLoaded: false }

export const balancesAsked = (balances: OwnBalances): OwnBalances => ({ ...balances, heard: new Set() })

/** The list came; what the stream said meanwhile is newer. */
export function balancesListed(balances: OwnBalances, list: readonly Balance[]): OwnBalances {
  const byAsset = { ...balances.byAsset }
  for (const { currency, balance, locked } of list) {
    if (!balances.heard.has(currency)) byAsset[currency] = { available: balance, held: locked }
  }
  return { ...balances, byAsset, isLoaded: true }
}

/** The stream told of some balances; the others stay. */
export function applyBalances(balances: OwnBalances, payload: unknown): OwnBalances {
  if (typeof payload !== 'object' || payload === null) return balances
  const byAsset = { ...balances.byAsset }
  const heard = new Set(balances.heard)
  for (const [asset, pair] of Object.entries(payload as BalancesEvent)) {
    if (!Array.isArray(pair)) continue
    byAsset[asset] = { available: pair[0], held: pair[1] }
    heard.add(asset)
  }
  return { ...balances, byAsset, heard }
}
