import type {
  AccountId,
  Amount,
  AssetCode,
  Lots,
  MarketCode,
  OrderId,
  Ppm,
  Ticks,
  TimeMs,
} from '../../units/index.ts'
import type {
  Command,
  DefineMarket,
  MarketStatus,
  OrderType,
  PlaceOrder,
  SelfTradePrevention,
  SpecialTerms,
  TimeInForce,
} from '../command.ts'

export const market = 'btcusdt' as MarketCode
export const [btc, usdt] = ['btc' as AssetCode, 'usdt' as AssetCode]
export const whole = 10n ** 18n

/** One lot is one btc and one tick one usdt, so that a trader can reckon in his head. */
export const plainMarket: DefineMarket = {
  kind: 'define_market',
  market,
  base: btc,
  quote: usdt,
  pricePrecision: 0,
  amountPrecision: 0,
  priceMin: 1 as Ticks,
  priceMax: 0,
  quantityMin: 1 as Lots,
  status: 'open',
}

/** A command in a trader's or operator's words, and the names that its orders go by. */
export type Spoken = { command: Command; names: string[] }
export type Names = { idOf(name: string): OrderId; accountOf(name: string): AccountId }

/** `ada sells 5 @ 100 ioc as A`, `amend A to 7`, `market auction until 50`: see the scenarios. Throws on nonsense. */
export function understand(sentence: string, names: Names): Spoken {
  const words = sentence.split(/\s+/)
  const [who, verb, what = ''] = words as [string, string, string?]
  const account = who as AccountId
  const alone = (command: Command): Spoken => ({ command, names: [] })
  if (who === 'market') return alone(statusFrom(words))
  if (who === 'controls') return alone(controlsFrom(words))
  if (who === 'fees' && what === 'deleted')
    return alone({ kind: 'delete_trading_fee', group: verb, market: 'any' })
  if (who === 'fees') return alone(feesFrom(words))
  if (who === 'amend') return alone(amendmentFrom(words, names))
  if (who === 'cancel')
    return alone({ kind: 'cancel_order', account: names.accountOf(verb), order: names.idOf(verb) })
  switch (verb) {
    case 'buys':
    case 'sells':
      return orderFrom(words)
    case 'cancels': {
      const side = ({ buys: 'buy', sells: 'sell' } as const)[what] ?? null
      return alone({ kind: 'cancel_orders', account, market: null, side })
    }
    case 'joins':
      return alone({ kind: 'set_user_group', account, group: what })
    case 'receives': {
      const asset = words[3] as AssetCode
      return alone({
        kind: 'credit_deposit',
        account,
        asset,
        sum: (BigInt(what) * whole) as Amount,
        reference: 'test',
      })
    }
    case 'deadman': {
      const expiresAt = what === 'off' ? null : (Number(what) as TimeMs)
      return alone({ kind: 'set_dead_man', account, expiresAt })
    }
    default:
      throw new Error(`nobody understands "${sentence}"`)
  }
}

type Draft = {
  quantity: number
  limit: number | null
  at: 'limit' | 'market'
  special: SpecialTerms
  names: string[]
}

function orderFrom(words: string[]): Spoken {
  const [who, verb] = words as [string, string]
  const account = who as AccountId
  const side = verb === 'buys' ? 'buy' : 'sell'
  const other = words.indexOf('or')
  const draft = draftFrom(words.slice(2, other < 0 ? undefined : other))
  const { special, limit } = draft
  const quantity = draft.quantity as Lots
  if (other < 0) {
    const named = draft.names[0] ?? who
    const rest = { quantity, ...(Object.keys(special).length > 0 && { special }) }
    const type = typeOf(draft)
    const command: PlaceOrder = {
      kind: 'place_order',
      account,
      uuid: named,
      market,
      side,
      type,
      limit: limit as Ticks | null,
      ...rest,
    }
    return { command, names: [named] }
  }
  const stop = draftFrom(words.slice(other + 1))
  const [first, second] = stop.names[0]?.split('+') ?? [`${who}.limit`, `${who}.stop`]
  return {
    command: {
      kind: 'place_oco',
      account,
      market,
      side,
      quantity,
      ...(stop.special.expiresAt !== undefined && { expiresAt: stop.special.expiresAt }),
      limitLeg: { uuid: first!, limit: limit as Ticks },
      stopLeg: {
        uuid: second!,
        trigger: stop.special.trigger as Ticks,
        type: stop.at === 'limit' ? 'stop_limit' : 'stop_market',
        limit: stop.limit as Ticks | null,
      },
    },
    names: [first!, second!],
  }
}

function typeOf({ at, special }: Draft): OrderType {
  if (special.trail !== undefined) return 'trailing_stop'
  if (special.trigger === undefined) return at
  return at === 'limit' ? 'stop_limit' : 'stop_market'
}

/** Reads an order's terms word by word; a number that no word announces is the quantity. */
function draftFrom(words: string[]): Draft {
  const draft: Draft = { quantity: 0, limit: null, at: 'market', special: {}, names: [] }
  const { special } = draft
  const queue = [...words]
  const next = () => queue.shift()!
  const number = () => Number(next())
  const readers: Record<string, () => unknown> = {
    for: () => (special.budget = (BigInt(next()) * whole) as Amount),
    '@': () => Object.assign(draft, { limit: number(), at: 'limit' }),
    at: () => next(),
    within: () => (draft.limit = number()),
    stop: () => (special.trigger = number() as Ticks),
    trailing: () => (special.trail = number() as Ticks),
    'post-only': () => (special.postOnly = true),
    shows: () => (special.display = number() as Lots),
    until: () => Object.assign(special, { timeInForce: 'gtd', expiresAt: number() }),
    as: () => draft.names.push(next()),
  }
  while (queue.length > 0) {
    const word = next()
    if (readers[word]) readers[word]()
    else if (/^(gtc|ioc|fok|gtd)$/.test(word)) special.timeInForce = word as TimeInForce
    else if (/^(cancel_|decrement)/.test(word)) special.selfTradePrevention = word as SelfTradePrevention
    else draft.quantity = Number(word)
  }
  return draft
}

/** `market auction until 50`. */
function statusFrom([, status, , endsAt]: string[]): Command {
  const until = endsAt === undefined ? {} : { endsAt: Number(endsAt) as TimeMs }
  return { kind: 'set_market_status', market, status: status as MarketStatus, reason: 'test', ...until }
}

/** `controls band 10% notional 100 price 50..200 quantity 2..50 status post_only`: what is not named is not limited. */
function controlsFrom([, ...words]: string[]): Command {
  const definition = { ...plainMarket }
  for (let index = 0; index < words.length; index += 2) {
    const value = words[index + 1]!
    const [from, to] = value.split('..').map(Number) as [number, number]
    if (words[index] === 'band') definition.bandPpm = (parseInt(value, 10) * 10_000) as Ppm
    if (words[index] === 'notional') definition.notionalMin = (BigInt(value) * whole) as Amount
    if (words[index] === 'price') Object.assign(definition, { priceMin: from, priceMax: to })
    if (words[index] === 'quantity') Object.assign(definition, { quantityMin: from, quantityMax: to })
    if (words[index] === 'status') definition.status = value as MarketStatus
  }
  return definition
}

/** `fees vip maker -0.01% taker 0.05%`. */
function feesFrom([, group, , maker, , taker]: string[]): Command {
  const rate = (percent: string | undefined) => Math.round(Number(percent!.replace('%', '')) * 10_000) as Ppm
  return {
    kind: 'set_trading_fee',
    group: group!,
    market: 'any',
    makerFee: rate(maker),
    takerFee: rate(taker),
  }
}

/** `amend A to 7 @ 101`, one of the two or both. */
function amendmentFrom(words: string[], names: Names): Command {
  const name = words[1]!
  const after = (word: string) => (words.includes(word) ? Number(words[words.indexOf(word) + 1]) : null)
  return {
    kind: 'amend_order',
    account: names.accountOf(name),
    order: names.idOf(name),
    quantity: after('to') as Lots | null,
    limit: after('@') as Ticks | null,
  }
}
