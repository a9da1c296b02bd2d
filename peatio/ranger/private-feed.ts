import type { PrivateStreams } from '../../contract/index.ts'
import type { BalanceView } from '../../core/exchange/index.ts'
import type { AssetCode } from '../../core/units/index.ts'
import type { Published } from '../engine/index.ts'
import type { MarketData } from '../market-data/index.ts'
import { streamFrame } from './frame.ts'
import { balancesEvent, depositEvent, orderEvent, tradeEvent } from './private-events.ts'
import type { Subscriptions } from './subscriptions.ts'

type Waiting = { uid: string; stream: keyof PrivateStreams; frame: Buffer }

/** Turns durable records into the events of the users they concern, for those who listen. */
export class PrivateFeed {
  readonly #subscriptions: Subscriptions
  readonly #marketData: MarketData
  #waiting: Waiting[] = []
  /** Of balances only the latest matters. */
  #balances = new Map<string, Map<AssetCode, BalanceView>>()

  constructor(subscriptions: Subscriptions, marketData: MarketData) {
    this.#subscriptions = subscriptions
    this.#marketData = marketData
  }

  gather({ events, touched, at }: Published): void {
    for (const event of events) {
      if (event.kind === 'deposit_credited')
        this.#push(event.account, 'deposit', () => depositEvent(event, at))
      if (event.kind !== 'trade') continue
      const { scale } = this.#marketData.feed(event.market)!
      this.#push(event.buyer, 'trade', () => tradeEvent(event, { at, side: 'buy', scale }))
      this.#push(event.seller, 'trade', () => tradeEvent(event, { at, side: 'sell', scale }))
    }
    for (const order of touched.orders) {
      const { scale } = this.#marketData.feed(order.market)!
      this.#push(order.account, 'order', () => orderEvent(order, scale))
    }
    for (const balance of touched.balances) {
      if (!this.#subscriptions.ownReaders(balance.account, 'balances')) continue
      const assets = this.#balances.get(balance.account) ?? new Map<AssetCode, BalanceView>()
      this.#balances.set(balance.account, assets.set(balance.asset, balance))
    }
  }

  /** Nothing is made for a user who does not listen. */
  #push<Stream extends keyof PrivateStreams>(
    uid: string,
    stream: Stream,
    make: () => PrivateStreams[Stream],
  ): void {
    if (!this.#subscriptions.ownReaders(uid, stream)) return
    this.#waiting.push({ uid, stream, frame: streamFrame(stream, make()) })
  }

  flush(): void {
    for (const { uid, stream, frame } of this.#waiting) this.#subscriptions.publishOwn(uid, stream, frame)
    for (const [uid, assets] of this.#balances) {
      this.#subscriptions.publishOwn(uid, 'balances', streamFrame('balances', balancesEvent(assets.values())))
    }
    this.#waiting = []
    this.#balances = new Map()
  }
}
