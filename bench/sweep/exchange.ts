import type { Command } from '../../core/exchange/index.ts'
import {
  ppm,
  unit,
  type AccountId,
  type Amount,
  type AssetCode,
  type Lots,
  type MarketCode,
  type Ticks,
} from '../../core/units/index.ts'
import { openLeader, readAnswers, type Leader, type Submission } from '../../peatio/engine/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { seeded } from '../core/workloads.ts'

/** How large an exchange is. */
export type Size = { users: number; markets: number; resting: number }

const spread = 2_000
const mid = 1_000_000
const batch = 500
const quiet = { info: () => {}, warn: () => {}, error: console.error }

/**
 * An exchange of a size, and a stream that keeps it there: of a hundred steps forty place an order behind the mid,
 * forty cancel a random one and twenty take from the book, by users and on markets drawn at random.
 */
export class SweptExchange {
  readonly #size: Size
  readonly #leader: Leader
  readonly #random: (below: number) => number
  readonly #live: { uuid: string; account: AccountId }[] = []
  #count = 0

  constructor(size: Size, seed: number) {
    this.#size = size
    this.#random = seeded(seed)
    this.#leader = openLeader({
      storage: createMemoryDisk(() => 0.5).open(),
      clock: Date.now,
      log: quiet,
      options: { orderKeysMax: 10_000 },
    })
    this.#decide([...this.#definitions()].map((command) => this.#submission(command)))
    this.#openSeats()
    while (this.#live.length < size.resting) this.#decide(Array.from({ length: batch }, () => this.#rest()))
  }

  /** Nanoseconds of CPU time an operation: decide, evolve, answers, views. */
  measure(operations: number): number {
    let cpuUs = 0
    for (let done = 0; done < operations; done += batch) {
      const submissions = Array.from({ length: batch }, () => this.#draw())
      const before = process.cpuUsage()
      this.#decide(submissions)
      const { user, system } = process.cpuUsage(before)
      cpuUs += user + system
    }
    return (cpuUs * 1_000) / operations
  }

  /** Everyone has traded everywhere before: the first order at a market opens lines that the next one finds. */
  #openSeats(): void {
    for (let market = 0; market < this.#size.markets; market++) {
      for (let from = 0; from < this.#size.users; from += batch) {
        const users = Array.from(
          { length: Math.min(batch, this.#size.users - from) },
          (_, index) => from + index,
        )
        const placed = users.map((user) => this.#place('sell', mid + spread + 1, 1, { user, market }))
        this.#decide(placed)
        this.#decide(
          users.map((user) => {
            const all = { market: marketOf(market), side: null }
            return this.#submission({ kind: 'cancel_orders', account: userOf(user), ...all })
          }),
        )
      }
    }
  }

  #decide(submissions: Submission[]): void {
    const { answers, views } = this.#leader.decide(submissions)
    readAnswers(answers.bytes, views.bytes, ({ rejection, sequence }) => {
      // A cancel may come after the fill of its order, as in life.
      if (rejection !== null && rejection !== 'unknown_order')
        throw new Error(`record ${sequence}: ${rejection}`)
    })
  }

  #draw(): Submission {
    const share = this.#random(100)
    if (this.#live.length < this.#size.resting || share < 40) return this.#rest()
    return share < 80 ? this.#cancel() : this.#take()
  }

  #rest(): Submission {
    const side = this.#random(2) === 0 ? 'buy' : 'sell'
    const away = 1 + this.#random(spread)
    const submission = this.#place(side, side === 'buy' ? mid - away : mid + away, 100)
    const { command } = submission
    if (command.kind === 'place_order') this.#live.push({ uuid: command.uuid, account: command.account })
    return submission
  }

  #take(): Submission {
    const side = this.#random(2) === 0 ? 'buy' : 'sell'
    return this.#place(side, side === 'buy' ? mid + spread : mid - spread, 1 + this.#random(100))
  }

  #cancel(): Submission {
    const index = this.#random(this.#live.length)
    const { uuid, account } = this.#live[index]!
    this.#live[index] = this.#live[this.#live.length - 1]!
    this.#live.pop()
    return this.#submission({ kind: 'cancel_order', account, order: { uuid } })
  }

  #place(side: 'buy' | 'sell', price: number, quantity: number, where = this.#anywhere()): Submission {
    const account = userOf(where.user)
    const market = marketOf(where.market)
    const uuid = `00000000-0000-4000-8000-${String(this.#count).padStart(12, '0')}`
    const [limit, lots] = [price as Ticks, quantity as Lots]
    return this.#submission({
      kind: 'place_order',
      account,
      uuid,
      market,
      side,
      type: 'limit',
      limit,
      quantity: lots,
    })
  }

  #anywhere(): { user: number; market: number } {
    return { user: this.#random(this.#size.users), market: this.#random(this.#size.markets) }
  }

  #submission(command: Submission['command']): Submission {
    return { key: `sweep:${(this.#count += 1)}`, command }
  }

  *#definitions(): Generator<Command> {
    const [base, quote] = ['btc' as AssetCode, 'usdt' as AssetCode]
    for (const asset of [base, quote]) yield { kind: 'define_asset', asset, type: 'coin', precision: 8 }
    for (let index = 0; index < this.#size.markets; index++) {
      yield {
        kind: 'define_market',
        market: marketOf(index),
        base,
        quote,
        pricePrecision: 2,
        amountPrecision: 6,
        priceMin: 1 as Ticks,
        priceMax: 0,
        quantityMin: 1 as Lots,
        status: 'open',
      }
    }
    yield {
      kind: 'set_trading_fee',
      group: 'any',
      market: 'any',
      makerFee: ppm(1_000),
      takerFee: ppm(2_000),
    }
    for (let user = 0; user < this.#size.users; user++) {
      for (const asset of [base, quote]) {
        const sum = (10n ** 12n * unit) as Amount
        yield { kind: 'credit_deposit', account: userOf(user), asset, sum, reference: 'bench' }
      }
    }
  }
}

const userOf = (index: number) => `ID${1_000 + index}` as AccountId
const marketOf = (index: number) => `market${index}` as MarketCode
