import type { AccountId, Amount, AssetCode, OrderId, Ppm, TimeMs } from '../../units/index.ts'
import type { Command, DueCommand } from '../command.ts'
import type { Event } from '../event.ts'
import { btc, market, plainMarket, understand, usdt, whole } from './sentence.ts'
import type { Venue } from './venue.ts'

const people = ['ada', 'bob', 'cy', 'dee', 'yan', 'zoe'] as AccountId[]

/** A script in one form: a line per sentence, and below it a line per outcome. */
export const inOneForm = (script: string): string =>
  script
    .split('\n')
    .flatMap((line) => {
      const [sentence = '', ...outcomes] = line.split(/=>|;/).map((part) => part.trim())
      return [sentence, ...outcomes.map((outcome) => outcome && `  => ${outcome}`)]
    })
    .filter((line) => line !== '')
    .join('\n')

/**
 * Plays a script and tells it again with the outcomes that came about: it is right if both texts are the same.
 * Outcomes follow `=>`, separated by `;`, and may go on in a line of their own. A sentence without one is accepted, and
 * nobody trades: its order rests or waits. `ada has`, `ada holds` and `book` are told as they are found.
 */
export function retell(script: string, venue: Venue): string {
  const stage = new Stage(venue)
  const sentences = inOneForm(script)
    .split('\n')
    .filter((line) => !line.startsWith('  =>'))
  return sentences.flatMap((sentence) => stage.play(sentence)).join('\n')
}

class Stage {
  readonly #venue: Venue
  readonly #orders = new Map<string, { id: OrderId; account: AccountId }>()
  readonly #names = new Map<OrderId, string>()
  readonly #remaining = new Map<OrderId, number>()
  #now = 1 as TimeMs

  constructor(venue: Venue) {
    this.#venue = venue
    const rates = { makerFee: 0 as Ppm, takerFee: 0 as Ppm }
    const opening: Command[] = [
      { kind: 'define_asset', asset: btc, type: 'coin', precision: 18 },
      { kind: 'define_asset', asset: usdt, type: 'coin', precision: 18 },
      plainMarket,
      { kind: 'set_trading_fee', group: 'any', market: 'any', ...rates },
      ...people.flatMap((account) => [this.#give(account, btc, 1_000), this.#give(account, usdt, 1_000_000)]),
    ]
    for (const command of opening) this.#venue.run(command, this.#now)
  }

  /** The sentence, and below it what came of it. */
  play(sentence: string): string[] {
    const [who, verb, , asset] = sentence.split(/\s+/) as [string, string, string, AssetCode]
    if (who === 'book') return [this.#book()]
    if (verb === 'has' || verb === 'holds') return [this.#balance(who, verb, asset)]
    return [sentence, ...this.#act(sentence).map((outcome) => `  => ${outcome}`)]
  }

  #act(sentence: string): string[] {
    const [first, second] = sentence.split(/\s+/)
    if (first === 'time') {
      this.#now = Number(second) as TimeMs
      return this.#runDue()
    }
    if (first === 'last') {
      const told = [`zoe sells 1 @ ${second}`, `yan buys 1 @ ${second}`].flatMap((each) => this.#act(each))
      return told.filter((outcome) => outcome !== `yan gets 1 @ ${second} from zoe`)
    }
    const { command, names } = understand(sentence, {
      idOf: (name) => this.#orders.get(name)!.id,
      accountOf: (name) => this.#orders.get(name)!.account,
    })
    return [...this.#tell(command, names), ...this.#runDue()]
  }

  #runDue(): string[] {
    const told: string[] = []
    for (let due = this.#venue.due(this.#now); due; due = this.#venue.due(this.#now))
      told.push(...this.#tell(due, []))
    return told
  }

  #tell(command: Command | DueCommand, names: string[]): string[] {
    const answer = this.#venue.run(command, this.#now)
    if ('rejection' in answer) return [`refused ${answer.rejection}`]
    for (const event of answer.events) {
      if (event.kind !== 'order_accepted') continue
      const name = names.shift()!
      this.#names.set(event.order, name)
      this.#remaining.set(event.order, event.quantity)
      this.#orders.set(name, { id: event.order, account: event.account })
    }
    const nothing = answer.events.every(({ kind }) => quiet.has(kind))
    return nothing ? [] : answer.events.flatMap((event) => this.#words(event))
  }

  #words(event: Event): string[] {
    const name = (id: OrderId) => this.#names.get(id)!
    switch (event.kind) {
      case 'trade': {
        const { takerSide, maker, taker, quantity, price, auction } = event
        const [buyer, seller] = takerSide === 'buy' ? [taker, maker] : [maker, taker]
        for (const id of [maker, taker]) this.#remaining.set(id, this.#remaining.get(id)! - quantity)
        return [
          `${name(buyer)} gets ${quantity} @ ${price} from ${name(seller)}${auction ? ' in auction' : ''}`,
        ]
      }
      case 'order_rested':
        return [`${name(event.order)} rests ${this.#remaining.get(event.order)}`]
      case 'order_canceled':
        return [`${name(event.order)} ends with ${event.remaining} ${event.reason}`]
      case 'order_reduced':
        this.#remaining.set(event.order, event.remaining)
        return [`${name(event.order)} loses ${event.by} ${event.reason}`]
      case 'order_amended':
        this.#remaining.set(event.order, event.remaining)
        return [`${name(event.order)} moves to ${event.remaining} @ ${event.limit}`]
      case 'order_triggered':
        return [`${name(event.order)} wakes`]
      case 'market_status_changed':
        return [`market is ${event.status}`]
      default:
        return []
    }
  }

  #book(): string {
    const { bids, asks } = this.#venue.book(market)
    const [left, right] = [bids, asks].map((levels) =>
      levels.map(({ price, quantity }) => `${quantity} @ ${price}`),
    )
    return `book ${left!.join(', ') || 'empty'} | ${right!.join(', ') || 'empty'}`
  }

  #balance(who: string, verb: 'has' | 'holds', asset: AssetCode): string {
    const account = (who === 'house' ? 'house:fee_income' : who) as AccountId
    const { posted, held } = this.#venue.balance(account, asset)
    return `${who} ${verb} ${inDecimals(verb === 'has' ? posted : held)} ${asset}`
  }

  #give(account: AccountId, asset: AssetCode, sum: number): Command {
    return {
      kind: 'credit_deposit',
      account,
      asset,
      sum: (BigInt(sum) * whole) as Amount,
      reference: 'funds',
    }
  }
}

/** What is told by telling nothing: the order is there. */
const quiet = new Set<Event['kind']>(['order_accepted', 'order_rested'])

function inDecimals(sum: bigint): string {
  const digits = `${sum < 0n ? -sum : sum}`.padStart(19, '0')
  const [left, right] = [digits.slice(0, -18), digits.slice(-18).replace(/0+$/, '')]
  return `${sum < 0n ? '-' : ''}${left}${right && `.${right}`}`
}
