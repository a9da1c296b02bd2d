import assert from 'node:assert/strict'
import type { Command, MarketStatus } from '../../../core/exchange/index.ts'
import { answerNaively, createNaive, heldOf, inNaiveWords } from '../../../core/exchange/naive-exchange.ts'
import type { OrderId } from '../../../core/units/index.ts'
import type { Published, Request } from '../../../peatio/engine/index.ts'

/** A market of the run, as its twin is told of it. Nobody trades on two of them. */
export type TwinMarket = { market: string; base: string; quote: string; accounts: readonly string[] }

/** Refusals by rules that the naive exchange does not have: caps, the house's own funds, failures. */
const houseRules = new Set<string>(['internal_fault', 'cap_exceeded', 'house_funds_insufficient'])

/** What a submission asked, as far as the twin needs to know. */
export type Asked = { command: Request; deadline?: number }

/**
 * I6: who trades with whom, at which price and in which order, is what the naive exchange says: price first, then
 * time, everything multiplied out again. One twin a market; after every command its balances are compared too.
 */
export class Twin {
  readonly #market: TwinMarket
  readonly #naive = createNaive()
  readonly #uuids = new Map<string, OrderId>()
  #status: MarketStatus = 'open'

  constructor(market: TwinMarket) {
    this.#market = market
  }

  /** Takes a record with what was asked; `undefined` for commands of the engine itself. */
  take(record: Published, asked: Asked | undefined): string[] {
    if (record.kind === 'set_market_status') this.#follow(record)
    if (!asked) return []
    const { command } = asked
    if (!('account' in command) || !this.#market.accounts.includes(command.account)) return []
    const expected = this.#answer(record, asked)
    if (expected === null) return []
    const told = record.rejection === null ? inNaiveWords(record.events) : { rejection: record.rejection }
    const complaint = difference(told, expected)
    if (complaint) return [`record ${record.sequence} (${record.kind}): ${complaint}`]
    this.#learn(record)
    return this.#compareBalances(record)
  }

  #follow({ events }: Published): void {
    for (const event of events) {
      if (event.kind === 'market_status_changed' && event.market === this.#market.market)
        this.#status = event.status
    }
  }

  /** What the rules say; null where the twin has no opinion. */
  #answer(record: Published, { command, deadline }: Asked): unknown {
    if (record.rejection !== null && houseRules.has(record.rejection)) return null
    if (deadline !== undefined && record.rejection === 'deadline_passed')
      return record.at > deadline ? { rejection: 'deadline_passed' } : { rejection: null }
    switch (command.kind) {
      case 'place_order': {
        if (this.#isOpen(this.#uuids.get(command.uuid))) return { rejection: 'invalid_definition' }
        if (this.#status !== 'open') return { rejection: 'market_not_open' }
        const accepted = record.events.find(({ kind }) => kind === 'order_accepted')
        if (accepted?.kind === 'order_accepted') this.#naive.nextOrder = accepted.order
        return answerNaively(this.#naive, command)
      }
      case 'cancel_order': {
        const { order } = command
        const id = typeof order === 'number' ? order : this.#uuids.get(order.uuid)
        if (id === undefined) return { rejection: 'unknown_order' }
        return answerNaively(this.#naive, { ...command, order: id })
      }
      case 'cancel_orders':
        return answerNaively(this.#naive, command)
      case 'credit_deposit':
        return this.#move(command)
      case 'adjust_balance':
        return this.#move(command)
      default:
        return null
    }
  }

  /** Funds that come or go by nobody's order. */
  #move({ account, asset, sum }: Extract<Command, { kind: 'credit_deposit' | 'adjust_balance' }>): unknown {
    const word = this.#word(asset)
    const owned = this.#naive.posted.get(`${account}/${word}`) ?? 0n
    if (owned - heldOf(this.#naive, account, word) + sum < 0n) return { rejection: 'insufficient_funds' }
    this.#naive.posted.set(`${account}/${word}`, owned + sum)
    return { trades: [], canceled: [] }
  }

  #isOpen(id: OrderId | undefined): boolean {
    return id !== undefined && this.#naive.orders.some((order) => order.id === id)
  }

  #learn({ events }: Published): void {
    for (const event of events) if (event.kind === 'order_accepted') this.#uuids.set(event.uuid, event.order)
  }

  #compareBalances({ sequence, touched }: Published): string[] {
    return touched.balances
      .filter(({ account }) => this.#market.accounts.includes(account))
      .flatMap(({ account, asset, posted, held }) => {
        const word = this.#word(asset)
        const owned = this.#naive.posted.get(`${account}/${word}`) ?? 0n
        const promised = heldOf(this.#naive, account, word)
        return owned === posted && promised === held
          ? []
          : [
              `record ${sequence}: ${account} has ${posted}/${held} ${asset}, by the rules ${owned}/${promised}`,
            ]
      })
  }

  /** The twin calls every base btc and every quote usdt. */
  #word(asset: string): string {
    return asset === this.#market.base ? 'btc' : 'usdt'
  }
}

function difference(told: unknown, expected: unknown): string | undefined {
  try {
    assert.deepEqual(told, expected)
    return undefined
  } catch {
    return `it says ${words(told)}, by the rules it is ${words(expected)}`
  }
}

const words = (value: unknown): string => JSON.stringify(value)
