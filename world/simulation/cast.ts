import type { AccountId } from '../../core/units/index.ts'
import type { TwinMarket } from './invariants/twin-agrees.ts'

const account = (name: string) => `ID${name.toUpperCase()}` as AccountId

/** Who trades where. Each market has people of its own, so that its twin sees all that they do. */
export const markets = [
  { market: 'btcusdt', base: 'btc', quote: 'usdt', accounts: ['ada', 'bob', 'cy'].map(account) },
  { market: 'ethusdt', base: 'eth', quote: 'usdt', accounts: ['dee', 'eve'].map(account) },
] as const satisfies TwinMarket[]

export type Place = (typeof markets)[number]

export const people: readonly AccountId[] = markets.flatMap(({ accounts }) => accounts)
