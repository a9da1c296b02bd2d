import {
  unit,
  type AccountId,
  type Amount,
  type AssetCode,
  type Lots,
  type MarketCode,
  type OrderId,
  type Ppm,
  type Ticks,
} from '../../units/index.ts'
import type { Command, CreditDeposit, DefineMarket, MarketStatus } from '../command.ts'
import type { Event } from '../event.ts'

/** What a stream plays on. Its two markets share an asset, which one prices in and the other trades. */
export const people = ['IDADA', 'IDBOB', 'IDCY', 'IDDEE', 'IDEVE', 'IDFAY'] as AccountId[]
export const [btc, eth, usdt] = ['btc', 'eth', 'usdt'] as [AssetCode, AssetCode, AssetCode]
export const groups = ['any', 'vip', 'bots']

const shared = {
  kind: 'define_market',
  priceMin: 1 as Ticks,
  priceMax: 0,
  quantityMin: 1 as Lots,
  status: 'open',
} as const

export const markets: DefineMarket[] = [
  {
    ...shared,
    market: 'btcusdt' as MarketCode,
    base: btc,
    quote: usdt,
    pricePrecision: 2,
    amountPrecision: 6,
  },
  { ...shared, market: 'ethbtc' as MarketCode, base: eth, quote: btc, pricePrecision: 5, amountPrecision: 2 },
]

const rates = { makerFee: 1_000 as Ppm, takerFee: 2_500 as Ppm }

/** The commands that open it: assets, markets, fees, and funds that do not last for everything. */
export const opening = (): Command[] => [
  ...[btc, eth, usdt].map((asset): Command => ({ kind: 'define_asset', asset, type: 'coin', precision: 18 })),
  ...markets,
  { kind: 'set_trading_fee', group: 'any', market: 'any', ...rates },
  ...people.flatMap((account) => [btc, eth, usdt].map((asset) => gift(account, asset, 200))),
]

/** What a person calls a lot of an asset, so that funds are as scarce in one as in the other. */
const lots: Record<string, bigint> = {
  [btc]: unit / 1_000_000n,
  [eth]: unit / 100n,
  [usdt]: (40n * unit) / 100_000_000n,
}

export const gift = (account: AccountId, asset: AssetCode, count: number): CreditDeposit => ({
  kind: 'credit_deposit',
  account,
  asset,
  sum: (lots[asset]! * BigInt(count)) as Amount,
  reference: 'funds of a stream',
})

export type OpenOrder = {
  order: OrderId
  account: AccountId
  market: MarketCode
  quantity: Lots
  limit: Ticks | null
}

/** What everybody can see of an exchange from its events: which orders are open, prices, statuses. */
export class Scene {
  readonly orders = new Map<OrderId, OpenOrder & { remaining: number }>()
  readonly lastPrices = new Map<MarketCode, number>()
  readonly statuses = new Map<MarketCode, MarketStatus>()

  observe(event: Event): void {
    switch (event.kind) {
      case 'order_accepted': {
        const { order, account, market, quantity, limit } = event
        this.orders.set(order, { order, account, market, quantity, limit, remaining: quantity })
        return
      }
      case 'trade':
        this.lastPrices.set(event.market, event.price)
        for (const id of [event.maker, event.taker]) this.#fill(id, event.quantity)
        return
      case 'order_canceled':
        this.orders.delete(event.order)
        return
      case 'order_reduced':
      case 'order_amended':
      case 'order_triggered': {
        const order = this.orders.get(event.order)!
        if (event.kind === 'order_reduced') order.quantity = (order.quantity - event.by) as Lots
        else order.quantity = event.quantity
        order.remaining = event.kind === 'order_triggered' ? event.quantity : event.remaining
        if (event.kind === 'order_amended') order.limit = event.limit
        return
      }
      case 'market_status_changed':
      case 'market_defined':
        this.statuses.set(event.market, event.status)
        return
      default:
        return
    }
  }

  #fill(id: OrderId, quantity: number): void {
    const order = this.orders.get(id)!
    order.remaining -= quantity
    if (order.remaining === 0) this.orders.delete(id)
  }
}
