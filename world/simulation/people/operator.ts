import type { Command, MarketStatus } from '../../../core/exchange/index.ts'
import {
  lots,
  ppm,
  ticks,
  unit,
  type AccountId,
  type Amount,
  type AssetCode,
  type MarketCode,
  type TimeMs,
} from '../../../core/units/index.ts'
import { markets, people } from '../cast.ts'
import { Person, type PersonParts } from './person.ts'

const assets = ['btc', 'eth', 'usdt'] as AssetCode[]

/** Makes the rules, sends the first funds, corrects balances, holds auctions and opens what was halted. */
export class Operator extends Person {
  #count = 0

  constructor(parts: PersonParts) {
    super('IDOPERATOR' as AccountId, parts)
  }

  async open(): Promise<void> {
    for (const command of [...definitions(), ...funding()]) await this.insistOn({ key: this.#key(), command })
    await this.#handOutFunds()
  }

  async act(): Promise<void> {
    await this.openMarkets(false)
    const choice = this.random.next()
    if (choice < 0.1)
      await this.#setStatus(
        this.random.pick(markets).market,
        this.random.pick(['halted', 'auction', 'post_only', 'cancel_only']),
      )
    else if (choice < 0.25) await this.#holdAuction(this.random.pick(markets).market)
    else if (choice < 0.7) {
      const { accounts, base, quote } = this.random.pick(markets)
      const sum = BigInt(this.random.whole(-8_000_000, 8_000_000)) * 10n ** 12n
      if (sum !== 0n)
        await this.#adjust(this.random.pick(accounts), this.random.pick([base, quote]) as AssetCode, sum)
    }
  }

  /** Also those whose auction runs, if `all`; they open by themselves in time. */
  async openMarkets(all: boolean): Promise<void> {
    for (const [market, endsAt] of this.parts.witness.closed)
      if (all || endsAt === null) await this.#setStatus(market, 'open')
  }

  async cancelAll(): Promise<void> {
    for (const account of people) {
      const command: Command = { kind: 'cancel_orders', account, market: null, side: null }
      await this.insistOn({ key: this.#key(), command })
    }
  }

  /** First funds come from the chain, as everybody's do; nobody trades before they are there. */
  async #handOutFunds(): Promise<void> {
    const { chain, witness } = this.parts
    for (const { accounts, base, quote } of markets) {
      for (const account of accounts) {
        chain.send(account, base as AssetCode, (20n * unit) as Amount)
        chain.send(account, quote as AssetCode, (200n * unit) as Amount)
      }
    }
    this.waitingFor = 'the first deposits'
    while (witness.credited < chain.sent) await this.pause(100_000, 500_000)
    this.waitingFor = null
  }

  /** Approved by two, and given to the engine under one key however often. */
  async #adjust(account: AccountId, asset: AssetCode, sum: bigint): Promise<void> {
    const key = this.#key()
    const { witness } = this.parts
    witness.paidOut.approve(key, { account, asset, sum })
    const command: Command = {
      kind: 'adjust_balance',
      account,
      asset,
      sum,
      reason: key,
      approvedBy: ['ann', 'ben'],
    }
    const first = await this.insistOn({ key, command })
    if (!this.random.chance(0.2)) return
    const again = await this.insistOn({ key, command })
    if (again.sequence !== first.sequence || !again.repeated)
      witness.violated('I9 one effect per key', [
        `${key} was ${first.sequence}, again it is ${again.sequence}`,
      ])
  }

  async #setStatus(market: string, status: MarketStatus, endsAt?: TimeMs): Promise<void> {
    const change = { market: market as MarketCode, status, reason: 'operator' }
    const command: Command = { kind: 'set_market_status', ...change, ...(endsAt && { endsAt }) }
    await this.insistOn({ key: this.#key(), command })
  }

  /** A market that is open or not collects orders for a while, then uncrosses its book and opens. */
  async #holdAuction(market: string): Promise<void> {
    const endsAt = (this.nowS() * 1_000 + this.random.whole(1_000, 8_000)) as TimeMs
    await this.#setStatus(market, 'auction', endsAt)
  }

  #key(): string {
    return `operator-${(this.#count += 1)}`
  }
}

/** What corrections need: a cap an asset, and funds of the house that are set aside for them. */
const funding = (): Command[] =>
  assets.flatMap((asset): Command[] => {
    const approvedBy: [string, string] = ['ann', 'ben']
    const sum = (5n * unit) as Amount
    return [
      { kind: 'set_adjustment_cap', asset, sum, approvedBy },
      {
        kind: 'fund_house',
        source: 'custody',
        asset,
        sum,
        category: 'investment',
        reason: 'first funds',
        reference: asset,
        approvedBy,
      },
    ]
  })

/** Precisions and fees are those that the naive twin knows. */
export const definitions = (): Command[] => [
  ...assets.map((asset): Command => ({ kind: 'define_asset', asset, type: 'coin', precision: 8 })),
  ...markets.map(({ market, base, quote }): Command => ({
    kind: 'define_market',
    market: market as MarketCode,
    base: base as AssetCode,
    quote: quote as AssetCode,
    pricePrecision: 2,
    amountPrecision: 6,
    priceMin: ticks(1),
    priceMax: 0,
    quantityMin: lots(1),
    status: 'open',
  })),
  { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_500) },
]
