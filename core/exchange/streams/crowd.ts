import {
  type AccountId,
  type Amount,
  type AssetCode,
  type Lots,
  type MarketCode,
  type OrderId,
  type Ppm,
  type Ticks,
  type TimeMs,
} from '../../units/index.ts'
import type { Command, DefineMarket, MarketStatus } from '../command.ts'
import type { Event } from '../event.ts'
import { breakOrder } from './break-order.ts'
import { drawOco, drawOrder, type Asking } from './draw-order.ts'
import { happens, oneOf, weighted, type Random } from './random.ts'
import { btc, eth, gift, groups, markets, people, Scene, usdt } from './scene.ts'

const kinds = [
  [560, 'order'],
  [45, 'broken'],
  [45, 'oco'],
  [75, 'amend'],
  [150, 'cancel'],
  [16, 'cancelSome'],
  [12, 'deadMan'],
  [12, 'status'],
  [8, 'controls'],
  [7, 'fee'],
  [8, 'group'],
  [20, 'deposit'],
  [1, 'asset'],
] as const

const feeMarkets = ['any' as const, ...markets.map(({ market }) => market)]

/**
 * Everybody who sends commands, as one seed decides: the same chance and the same events give the same commands.
 * Most of them make sense, some are refused. It knows of the exchange only what its events told.
 */
export class Crowd {
  readonly #random: Random
  readonly #scene = new Scene()

  constructor(random: Random) {
    this.#random = random
  }

  observe(events: readonly Event[]): void {
    for (const event of events) this.#scene.observe(event)
  }

  /** The next command, sent at this moment. */
  draw(at: TimeMs): Command {
    const random = this.#random
    const account = oneOf(random, people)
    const market = oneOf(random, markets)
    const status = this.#scene.statuses.get(market.market)
    // Who finds a market closed opens it soon, or nothing would ever happen.
    if (status !== 'open' && happens(random, status === 'auction' ? 3 : 8))
      return this.#status(market, at, 'open')
    const asking: Asking = { random, account, market, last: this.#scene.lastPrices.get(market.market), at }
    switch (weighted(random, kinds)) {
      case 'order':
        return drawOrder(asking)
      case 'broken':
        return breakOrder(drawOrder(asking), random)
      case 'oco':
        return drawOco(asking)
      case 'amend':
        return this.#amend(account)
      case 'cancel':
        return this.#cancel(account)
      case 'cancelSome':
        return this.#cancelSome(account)
      case 'deadMan':
        return this.#deadMan(account, at)
      case 'status':
        return this.#status(
          market,
          at,
          oneOf<MarketStatus>(random, [
            'post_only',
            'cancel_only',
            'auction',
            'auction',
            'auction',
            'halted',
            'delisted',
            'open',
          ]),
        )
      case 'controls':
        return this.#controls(market)
      case 'fee':
        return this.#fee()
      case 'group':
        return {
          kind: 'set_user_group',
          account,
          group: happens(random, 95) ? oneOf(random, groups) : 'No Group',
        }
      case 'deposit':
        return this.#deposit(account)
      case 'asset':
        return {
          kind: 'define_asset',
          asset: oneOf(random, [btc, 'doge' as AssetCode]),
          type: 'coin',
          precision: 17 + random(3),
        }
    }
  }

  #cancel(account: AccountId): Command {
    const found = this.#anyOrder()
    const random = this.#random
    if (!found || happens(random, 5))
      return { kind: 'cancel_order', account, order: (1 + random(1_000)) as OrderId }
    return {
      kind: 'cancel_order',
      account: happens(random, 95) ? found.account : account,
      order: found.order,
    }
  }

  #anyOrder() {
    const orders = [...this.#scene.orders.values()]
    return orders.length > 0 ? oneOf(this.#random, orders) : undefined
  }

  #cancelSome(account: AccountId): Command {
    const random = this.#random
    const reason = oneOf(random, [undefined, 'requested', 'disconnected'] as const)
    return {
      kind: 'cancel_orders',
      account,
      market: happens(random, 40) ? oneOf(random, markets).market : null,
      side: oneOf(random, ['buy', 'sell', null] as const),
      ...(reason && { reason }),
    }
  }

  #amend(account: AccountId): Command {
    const random = this.#random
    const found = this.#anyOrder()
    if (!found) return { kind: 'amend_order', account, order: 1 as OrderId, quantity: 1 as Lots, limit: null }
    const owner = happens(random, 97) ? found.account : account
    const quantity = happens(random, 65) ? found.quantity + random(12) - 6 : null
    const limit = happens(random, 50) ? (found.limit ?? 40) + random(7) - 3 : null
    return {
      kind: 'amend_order',
      account: owner,
      order: found.order,
      quantity: (happens(random, 2) ? oneOf(random, [0, -1, 1.5, NaN]) : quantity) as Lots | null,
      limit: (happens(random, 2) ? oneOf(random, [0, -1, 1.5, NaN]) : limit) as Ticks | null,
    }
  }

  #deadMan(account: AccountId, at: TimeMs): Command {
    const expiresAt = happens(this.#random, 25) ? null : ((at - 5 + this.#random(120)) as TimeMs)
    return { kind: 'set_dead_man', account, expiresAt }
  }

  #status({ market }: DefineMarket, at: TimeMs, status: MarketStatus): Command {
    const random = this.#random
    const code = happens(random, 99) ? market : ('btceur' as MarketCode)
    const ends = status === 'auction' ? happens(random, 40) : happens(random, 2)
    const until = ends ? { endsAt: (at - 2 + random(60)) as TimeMs } : {}
    return { kind: 'set_market_status', market: code, status, reason: 'the crowd', ...until }
  }

  /** Mostly without limits; they come and go while orders rest. */
  #controls(market: DefineMarket): Command {
    const random = this.#random
    const step = 10n ** BigInt(18 - market.amountPrecision - market.pricePrecision)
    const status = this.#scene.statuses.get(market.market)!
    return {
      ...market,
      status: happens(random, 80) ? status : oneOf<MarketStatus>(random, ['open', 'auction', 'post_only']),
      ...(happens(random, 30) && {
        bandPpm: (happens(random, 50) ? 25_000 * (2 + random(8)) : 50_000 + random(200_000)) as Ppm,
      }),
      ...(happens(random, 20) && { notionalMin: (step * BigInt(random(120))) as Amount }),
      ...(happens(random, 20) && {
        priceMin: (30 + random(6)) as Ticks,
        priceMax: (44 + random(6)) as Ticks,
      }),
      ...(happens(random, 20) && {
        quantityMin: (1 + random(3)) as Lots,
        quantityMax: (8 + random(20)) as Lots,
      }),
      ...(happens(random, 4) && { pricePrecision: 3 }),
      ...(happens(random, 4) && { quote: 'doge' as AssetCode }),
    }
  }

  #fee(): Command {
    const random = this.#random
    const [group, market] = [oneOf(random, groups), oneOf(random, feeMarkets)]
    if (happens(random, 15)) return { kind: 'delete_trading_fee', group, market }
    const rebate = happens(random, 50)
    return {
      kind: 'set_trading_fee',
      group,
      market: happens(random, 97) ? market : ('btceur' as MarketCode),
      makerFee: (rebate ? -random(2_500) : random(3_000)) as Ppm,
      takerFee: (happens(random, 2) ? 600_000 : 1_000 + random(4_000)) as Ppm,
    }
  }

  /** Funds are topped up as they drain away in fees; now and then nothing, or an asset that nobody knows. */
  #deposit(account: AccountId): Command {
    const random = this.#random
    const given = gift(account, oneOf(random, [btc, eth, usdt]), random(40))
    return happens(random, 95) ? given : { ...given, asset: 'lira' as AssetCode }
  }
}
