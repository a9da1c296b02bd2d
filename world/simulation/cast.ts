import type { AccountId } from '../../core/units/index.ts'

const account = (name: string) => `ID${name.toUpperCase()}` as AccountId

/** Who trades where. */
export const markets = [
  { market: 'btcusdt', base: 'btc', quote: 'usdt', accounts: ['ada', 'bob', 'cy'].map(account) },
  { market: 'ethusdt', base: 'eth', quote: 'usdt', accounts: ['dee', 'eve'].map(account) },
] as const

export type Place = (typeof markets)[number]

export const people: readonly AccountId[] = markets.flatMap(({ accounts }) => accounts)
