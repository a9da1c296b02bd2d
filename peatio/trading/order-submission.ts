import { randomUUID } from 'node:crypto'
import type { placeOco, placeOrder, ValuesOf } from '../../contract/index.ts'
import type { PlaceOco, PlaceOrder, SpecialTerms } from '../../core/exchange/index.ts'
import {
  amountOf,
  countOf,
  lots,
  ticks,
  type AccountId,
  type Amount,
  type Lots,
  type Ticks,
  type TimeMs,
} from '../../core/units/index.ts'
import type { Market } from '../catalog/index.ts'
import type { Submission } from '../engine/index.ts'
import { isUuid, uuidOfClientId } from './client-order-id.ts'

/** An order that the engine has not decided by then never is: whoever gave up on it may place another. */
const deadlineMs = 5_000

export type OrderValues = ValuesOf<(typeof placeOrder)['params']>
export type OcoValues = ValuesOf<(typeof placeOco)['params']>
export type Asker = { account: AccountId; now: number }

/** `undefined` if a price or volume has more digits than the market, or more than any order may have. */
export function orderSubmission(
  values: OrderValues,
  market: Market,
  { account, now }: Asker,
): Submission | undefined {
  const steps = new Steps(market)
  const uuid = uuidFor(account, values.client_order_id)
  const special = specialTerms(values, steps)
  const command: PlaceOrder = {
    kind: 'place_order',
    account,
    uuid,
    market: market.code,
    side: values.side,
    type: values.ord_type,
    limit: steps.ticks(values.price ?? values.protection_price) ?? null,
    quantity: steps.lots(values.volume) ?? lots(0),
    ...(special === undefined ? {} : { special }),
  }
  return steps.exact ? { key: `${account}:${uuid}`, deadline: deadlineFrom(now), command } : undefined
}

/** As above, for two orders of which one cancels the other. */
export function ocoSubmission(
  values: OcoValues,
  market: Market,
  { account, now }: Asker,
): Submission | undefined {
  const steps = new Steps(market)
  const { stop_limit_price: stopLimit, expires_at: expires } = values
  const [limitUuid, stopUuid] = [
    uuidFor(account, values.client_order_id),
    uuidFor(account, values.stop_client_order_id),
  ]
  const command: PlaceOco = {
    kind: 'place_oco',
    account,
    market: market.code,
    side: values.side,
    quantity: steps.lots(values.volume)!,
    limitLeg: { uuid: limitUuid, limit: steps.ticks(values.price)!, ...named(values.client_order_id) },
    stopLeg: {
      uuid: stopUuid,
      trigger: steps.ticks(values.stop_price)!,
      type: stopLimit === undefined ? 'stop_market' : 'stop_limit',
      limit: steps.ticks(stopLimit ?? values.protection_price) ?? null,
      ...named(values.stop_client_order_id),
    },
    ...(expires === undefined ? {} : { expiresAt: timeOf(expires) }),
  }
  // Whoever names only the stop leg has named the pair as well: another key for it would make a retry a second pair.
  const { client_order_id: own, stop_client_order_id: stops } = values
  const name = own === undefined && stops !== undefined ? `stop:${stopUuid}` : limitUuid
  return steps.exact ? { key: `${account}:oco:${name}`, deadline: deadlineFrom(now), command } : undefined
}

/** Only what the order says: most orders say nothing of this, and are not looked at twice. */
function specialTerms(values: OrderValues, steps: Steps): SpecialTerms | undefined {
  if (!saysMore(values)) return undefined
  const terms: { [Name in keyof SpecialTerms]: SpecialTerms[Name] | undefined } = {
    timeInForce: values.time_in_force,
    expiresAt: values.expires_at === undefined ? undefined : timeOf(values.expires_at),
    postOnly: values.post_only || undefined,
    selfTradePrevention: values.self_trade_prevention,
    display: steps.lots(values.display_volume),
    trigger: steps.ticks(values.stop_price),
    trail: steps.ticks(values.trailing_offset),
    budget: steps.quote(values.quote_volume),
    ...named(values.client_order_id),
  }
  const said = Object.entries(terms).filter(([, term]) => term !== undefined)
  return said.length === 0 ? undefined : Object.fromEntries(said)
}

/** What every order may say; the compiler wants each other field of the contract in the list below. */
type Ordinary = 'market' | 'side' | 'volume' | 'ord_type' | 'price' | 'protection_price'
const more: Record<Exclude<keyof OrderValues, Ordinary>, true> = {
  time_in_force: true,
  expires_at: true,
  post_only: true,
  self_trade_prevention: true,
  display_volume: true,
  stop_price: true,
  trailing_offset: true,
  quote_volume: true,
  client_order_id: true,
}
const moreFields = Object.keys(more) as (keyof typeof more)[]

const saysMore = (values: OrderValues): boolean => moreFields.some((field) => values[field] !== undefined)

/** Counts sums in a market's steps. One that does not fit counts as one step, and is told by `exact`. */
export class Steps {
  readonly #scale: Precisions
  #exact = true

  constructor(scale: Precisions) {
    this.#scale = scale
  }

  /** Whether everything so far was a whole number of the market's steps. */
  get exact(): boolean {
    return this.#exact
  }

  ticks(price: Amount | undefined): Ticks | undefined {
    return price === undefined ? undefined : ticks(this.#count(price, this.#scale.pricePrecision))
  }

  lots(volume: Amount | undefined): Lots | undefined {
    return volume === undefined ? undefined : lots(this.#count(volume, this.#scale.amountPrecision))
  }

  /** Stays a sum, which may be more steps than a number can count. */
  quote(sum: Amount | undefined): Amount | undefined {
    const step = amountOf(1, this.#scale.pricePrecision + this.#scale.amountPrecision)
    if (sum !== undefined && sum % step !== 0n) this.#exact = false
    return sum
  }

  #count(sum: Amount, precision: number): number {
    const counted = countOf(sum, precision)
    if (counted === undefined) this.#exact = false
    return counted ?? 1
  }
}
type Precisions = Pick<Market, 'pricePrecision' | 'amountPrecision'>

const uuidFor = (account: AccountId, clientOrderId: string | undefined): string =>
  clientOrderId === undefined ? randomUUID() : uuidOfClientId(account, clientOrderId)
/** A name that is a uuid is the order's already. */
const named = (clientOrderId: string | undefined): { clientOrderId?: string } =>
  clientOrderId === undefined || isUuid(clientOrderId) ? {} : { clientOrderId }

const timeOf = (seconds: number): TimeMs => (seconds * 1000) as TimeMs
const deadlineFrom = (now: number): TimeMs => (now + deadlineMs) as TimeMs
