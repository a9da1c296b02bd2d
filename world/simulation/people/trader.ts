import type { ApiReply } from '../api.ts'
import type { Place } from '../cast.ts'
import { uuidFrom } from '../take-over-globals.ts'
import { orderKinds, type OrderKind } from './order-kinds.ts'
import { Person, type PersonParts } from './person.ts'
import { placeBatch } from './place-batch.ts'
import { deposit, give, withdraw } from './purse.ts'

type OrderReply = { id: number; uuid: string; state: string }

type Move = {
  name: string
  weights: readonly [from: number, to: number]
  act: (trader: Trader) => Promise<void>
}

/** What a trader does. A new thing to do is a row here. */
const moves: readonly Move[] = [
  { name: 'place', weights: [5, 10], act: (trader) => trader.place() },
  { name: 'send an order again', weights: [0, 2], act: (trader) => trader.repeat() },
  { name: 'cancel', weights: [1, 5], act: (trader) => trader.cancel() },
  { name: 'cancel what is not his', weights: [0, 1], act: (trader) => trader.cancelForeign() },
  { name: 'amend', weights: [0, 4], act: (trader) => trader.amend() },
  { name: 'place a pair', weights: [0, 2], act: (trader) => trader.placePair() },
  { name: 'set the dead-man timer', weights: [0, 1], act: (trader) => trader.setDeadMan() },
  { name: 'cancel all', weights: [0, 1], act: (trader) => trader.cancelAll() },
  { name: 'look at an order', weights: [0, 2], act: (trader) => trader.look() },
  { name: 'look at the lists', weights: [0, 1], act: (trader) => trader.list() },
  { name: 'deposit', weights: [0, 1], act: async (trader) => deposit(trader, trader.at) },
  { name: 'say nonsense', weights: [0, 1], act: (trader) => trader.sayNonsense() },
  { name: 'place a batch', weights: [0, 1], act: (trader) => trader.placeBatch() },
  { name: 'withdraw', weights: [0, 2], act: (trader) => withdraw(trader, trader.at) },
  { name: 'give to another', weights: [0, 1], act: (trader) => give(trader, trader.at) },
]

const drawn = <Item extends { weights: readonly [number, number] }>(items: readonly Item[], person: Person) =>
  items.map((item) => ({
    ...item,
    weight: item.weights[0] + person.random.next() * (item.weights[1] - item.weights[0]),
  }))

/** What no exchange takes. */
const nonsense = (market: string): Record<string, unknown>[] => [
  { market, side: 'buy', volume: '0', price: '1' },
  { market, side: 'buy', volume: '1e9', price: '1' },
  { market: 'nowhere', side: 'sell', volume: '1', price: '1' },
  { market, side: 'sell', volume: '0.0000001', price: '1' },
]

type Own = { body: Record<string, unknown>; id: number; uuid: string }

/** Trades on one market through the API, as a bot would. */
export class Trader extends Person {
  /** Where he trades. */
  readonly at: Place
  readonly #moves: (Move & { weight: number })[]
  readonly #kinds: (OrderKind & { weight: number })[]
  readonly #orders: Own[] = []

  constructor(uid: Person['uid'], place: Place, parts: PersonParts) {
    super(uid, parts)
    this.at = place
    this.#moves = drawn(moves, this)
    this.#kinds = drawn(orderKinds, this)
  }

  async act(): Promise<void> {
    await this.random.weighted(this.#moves).act(this)
  }

  async place(): Promise<void> {
    const uuid = uuidFrom(this.random)
    const body = { client_order_id: uuid, ...this.#drawn() }
    const reply = await this.insist({ method: 'POST', path: '/market/orders', body })
    const key = `${this.uid}:${uuid}`
    if (reply.status === 201) {
      const { id } = reply.body as OrderReply
      this.#orders.push({ body, id, uuid })
      this.parts.witness.told({ kind: 'placed', key, order: id, uuid })
      if (this.random.chance(0.2)) await this.look()
    } else if (reply.status < 500) this.parts.witness.told({ kind: 'refused', key })
  }

  /** Orders of any kind in one request, and now and then something among them that is none. */
  async placeBatch(): Promise<void> {
    const drawn = () =>
      this.random.chance(0.05) ? this.random.pick(nonsense(this.at.market)) : this.#drawn()
    this.#orders.push(...(await placeBatch(this, drawn)))
  }

  /** A key that is known gets the first answer. */
  async repeat(): Promise<void> {
    const own = this.#own()
    if (!own) return
    const reply = await this.insist({ method: 'POST', path: '/market/orders', body: own.body })
    const again = reply.body as OrderReply
    if (reply.status !== 500 && (reply.status !== 201 || again.id !== own.id))
      this.#complain('I9 one effect per key', `${own.uuid} was order ${own.id}, again it is`, reply)
  }

  async cancel(): Promise<void> {
    const own = this.#own()
    if (!own) return
    const name = this.random.chance(0.5) ? own.uuid : own.id
    const reply = await this.insist({ method: 'POST', path: `/market/orders/${name}/cancel` })
    if (reply.status === 201) this.parts.witness.told({ kind: 'closed', order: own.id })
    else if (reply.status !== 500) this.#complain('a cancel is made', `order ${own.id}`, reply)
  }

  /** Less or more of it, or another price; an order that is gone, or cannot be changed, says so. */
  async amend(): Promise<void> {
    const own = this.#own()
    if (!own) return
    const volume = (this.random.whole(1, 900_000) / 1e6).toFixed(6)
    const price = ((1_000 + this.random.whole(-8, 8)) / 100).toFixed(2)
    const body = this.random.pick<Record<string, string>>([{ volume }, { price }, { volume, price }])
    await this.insist({ method: 'POST', path: `/market/orders/${own.id}/amend`, body })
  }

  /** One cancels the other. */
  async placePair(): Promise<void> {
    const [limit, stop] = [uuidFrom(this.random), uuidFrom(this.random)]
    const sells = this.random.chance(0.5)
    const body = {
      ...{ market: this.at.market, client_order_id: limit, stop_client_order_id: stop },
      ...{ side: sells ? 'sell' : 'buy', volume: (this.random.whole(1_000, 300_000) / 1e6).toFixed(6) },
      ...(sells
        ? { price: '10.10', stop_price: '9.90' }
        : { price: '9.90', stop_price: '10.10', protection_price: '10.60' }),
    }
    await this.insist({ method: 'POST', path: '/market/orders/oco', body })
  }

  async setDeadMan(): Promise<void> {
    const timeout = this.random.pick([0, 1, 3, 8])
    await this.insist({ method: 'POST', path: '/market/orders/cancel_after', body: { timeout } })
  }

  async cancelForeign(): Promise<void> {
    const reply = await this.insist({
      method: 'POST',
      path: `/market/orders/${uuidFrom(this.random)}/cancel`,
    })
    if (reply.status < 400) this.#complain('a foreign order is unknown', 'a cancel of it', reply)
  }

  async cancelAll(): Promise<void> {
    const body = this.random.pick([
      {},
      { market: this.at.market },
      { side: this.random.pick(['buy', 'sell']) },
    ])
    const reply = await this.insist({ method: 'POST', path: '/market/orders/cancel', body })
    if (reply.status !== 201) return
    for (const { id } of reply.body as OrderReply[]) this.parts.witness.told({ kind: 'closed', order: id })
  }

  /** Law 6: who was told of an order reads it. */
  async look(): Promise<void> {
    const own = this.random.chance(0.5) ? this.#orders.at(-1) : this.#own()
    if (!own) return
    const reply = await this.insist({ method: 'GET', path: `/market/orders/${own.uuid}` })
    if (reply.status !== 500 && (reply.status !== 200 || (reply.body as OrderReply).id !== own.id))
      this.#complain('you read what you wrote', `order ${own.id}`, reply)
  }

  async list(): Promise<void> {
    const path = this.random.pick([
      '/market/orders?state=wait',
      '/market/orders?limit=20',
      '/market/trades?limit=10',
      '/account/balances',
    ])
    await this.insist({ method: 'GET', path })
  }

  async sayNonsense(): Promise<void> {
    const body = this.random.pick(nonsense(this.at.market))
    const reply = await this.insist({ method: 'POST', path: '/market/orders', body })
    if (reply.status < 400) this.#complain('nonsense is refused', JSON.stringify(body), reply)
  }

  #drawn(): Record<string, unknown> {
    const body = this.random.weighted(this.#kinds).body(this.random, this.nowS())
    return { market: this.at.market, ...body }
  }

  #own(): Own | undefined {
    if (this.#orders.length === 0) return undefined
    // Mostly a young one: old ones are closed.
    return this.random.pick(this.random.chance(0.7) ? this.#orders.slice(-4) : this.#orders)
  }

  #complain(invariant: string, about: string, { status, body }: ApiReply): void {
    this.parts.witness.violated(invariant, [`${this.uid}: ${about}: ${status} ${JSON.stringify(body)}`])
  }
}
