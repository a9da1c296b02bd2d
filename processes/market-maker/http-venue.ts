import { createHmac } from 'node:crypto'
import { amountFromDecimal, amountOf, countOf, decimalFromAmount } from '../../core/units/index.ts'
import type { Holdings } from './inventory.ts'
import { VenueError, type PublicVenue, type Venue, type VenueMarket, type VenueOrder } from './venue.ts'

export type ApiKey = { kid: string; secret: string }
export type HttpOptions = { baseUrl: string; clock: () => number; signal: AbortSignal }

const timeoutMs = 10_000
const api = '/api/v2/peatio'

type Call = (method: 'GET' | 'POST', path: string, body?: Record<string, unknown>) => Promise<unknown>

/** The exchange as an account sees it over HTTP, by its API key. Throws `VenueError` and nothing else. */
export function httpVenue(key: ApiKey, options: HttpOptions): Venue {
  const call = createCall(options, signer(key, options.clock))
  return {
    async openOrders(market) {
      const query = `market=${market.market}&state=wait&limit=1000`
      const orders = (await call('GET', `/market/orders?${query}`)) as WireOrder[]
      return orders.filter((order) => order.price !== null).map((order) => orderFromWire(order, market))
    },
    async placeLimit(market, { side, price, quantity }) {
      const order = await call('POST', '/market/orders', {
        market: market.market,
        side,
        ord_type: 'limit',
        price: decimalFromAmount(amountOf(price, market.pricePrecision)),
        volume: decimalFromAmount(amountOf(quantity, market.amountPrecision)),
      })
      return orderFromWire(order as WireOrder, market)
    },
    async placeMarket(market, { side, quantity }) {
      const volume = decimalFromAmount(amountOf(quantity, market.amountPrecision))
      await call('POST', '/market/orders', { market: market.market, side, ord_type: 'market', volume })
    },
    async cancel(id) {
      try {
        await call('POST', `/market/orders/${id}/cancel`)
      } catch (error) {
        // Filled or canceled meanwhile: it is gone, which is what was wanted.
        if (!isGone(error)) throw error
      }
    },
    async cancelAll(market) {
      await call('POST', '/market/orders/cancel', { market: market.market })
    },
    async holdings() {
      const lines = (await call('GET', '/account/balances?limit=1000')) as WireBalance[]
      const holdings: Holdings = {}
      for (const { currency, balance, locked } of lines) holdings[currency] = Number(balance) + Number(locked)
      return holdings
    },
  }
}

export function httpPublicVenue(options: HttpOptions): PublicVenue {
  const call = createCall(options, () => ({}))
  return {
    async markets() {
      const markets = (await call('GET', '/public/markets?limit=1000')) as WireMarket[]
      return markets.map((each) => ({
        market: each.id,
        base: each.base_unit,
        quote: each.quote_unit,
        pricePrecision: each.price_precision,
        amountPrecision: each.amount_precision,
        quantityMin: countFromWire(each.min_amount, each.amount_precision),
      }))
    },
    async lastPrice(market) {
      const trades = (await call('GET', `/public/markets/${market}/trades?limit=1`)) as { price: number }[]
      return trades[0]?.price ?? null
    },
  }
}

const isGone = (error: unknown) =>
  error instanceof VenueError && (error.status === 404 || error.keys.includes('market.order.cancel_error'))

/** Signs the way the reference's clients do; nonces are milliseconds and never repeat for a key. */
function signer({ kid, secret }: ApiKey, clock: () => number): () => Record<string, string> {
  let last = 0
  return () => {
    last = Math.max(last + 1, clock())
    return {
      'X-Auth-Apikey': kid,
      'X-Auth-Nonce': String(last),
      'X-Auth-Signature': createHmac('sha256', secret).update(`${last}${kid}`).digest('hex'),
    }
  }
}

function createCall({ baseUrl, signal }: HttpOptions, headers: () => Record<string, string>): Call {
  return async (method, path, body) => {
    let response: Response
    let answer: unknown
    try {
      response = await fetch(`${baseUrl}${api}${path}`, {
        method,
        headers: { ...headers(), ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      answer = await response.json()
    } catch (cause) {
      throw new VenueError(0, [signal.aborted ? 'stopped' : 'no_answer'], cause)
    }
    if (response.ok) return answer
    const keys = (answer as { errors?: unknown } | null)?.errors
    throw new VenueError(response.status, Array.isArray(keys) ? keys.map(String) : [String(keys)])
  }
}

type WireBalance = { currency: string; balance: string; locked: string }
type WireMarket = {
  id: string
  base_unit: string
  quote_unit: string
  price_precision: number
  amount_precision: number
  min_amount: string
}
type WireOrder = { id: number; side: 'buy' | 'sell'; price: string; remaining_volume: string }

const orderFromWire = (order: WireOrder, market: VenueMarket): VenueOrder => ({
  id: order.id,
  side: order.side,
  price: countFromWire(order.price, market.pricePrecision),
  remaining: countFromWire(order.remaining_volume, market.amountPrecision),
})

function countFromWire(text: string, precision: number): number {
  const sum = amountFromDecimal(text)
  const count = sum === undefined ? undefined : countOf(sum, precision)
  if (count === undefined) throw new VenueError(0, ['unreadable_number', text])
  return count
}
