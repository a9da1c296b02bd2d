import type { BalancesEvent } from '../../contract/streams.ts'
import type { Balance } from '../api/wire.ts'

/** What may be used, and what is promised, as the wire's decimal strings. */
export type OwnBalance = { available: string; held: string }
export type OwnBalances = {
  readonly byAsset: Readonly<Record<string, OwnBalance>>
  /** Assets the stream spoke of since the list was asked for. */
  readonly heard: ReadonlySet<string>
  /** How often the list was asked for: only the answer to the last question counts. */
  readonly asked: number
  readonly isLoaded: boolean
}

export const noBalances: OwnBalances = { byAsset: {}, heard: new Set(), asked: 0, isLoaded: false }

export const balancesAsked = (balances: OwnBalances): OwnBalances => ({
  ...balances,
  heard: new Set(),
  asked: balances.asked + 1,
})

/**
 * The list came that was asked for as the `asked`-th; what the stream said meanwhile is newer, and one that was
 * overtaken by a later question says nothing.
 */
export function balancesListed(
  balances: OwnBalances,
  list: readonly Balance[],
  asked = balances.asked,
): OwnBalances {
  if (asked !== balances.asked) return balances
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
