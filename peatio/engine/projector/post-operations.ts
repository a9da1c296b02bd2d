import type { AssetType, Event, TradeMade } from '../../../core/exchange/index.ts'
import type { AccountId, Amount, AssetCode } from '../../../core/units/index.ts'

/** One leg of an event's double entry; one of `debit` and `credit` is zero. */
export type Operation = {
  code: number
  asset: AssetCode
  account: AccountId | null
  referenceType: 'Order' | 'Trade' | 'Deposit' | 'Adjustment'
  referenceId: string
  debit: Amount
  credit: Amount
}

type Purpose = 'asset' | 'main' | 'locked' | 'revenue'
/** The wire's chart of accounts: `main` and `locked` are what the house owes its users. */
const codes: Record<Purpose, Record<AssetType, number>> = {
  asset: { fiat: 101, coin: 102 },
  main: { fiat: 201, coin: 202 },
  locked: { fiat: 211, coin: 212 },
  revenue: { fiat: 301, coin: 302 },
}

type Reference = Pick<Operation, 'referenceType' | 'referenceId'>
type Leg = { purpose: Purpose; asset: AssetCode; account: AccountId | null; sum: bigint }

/**
 * An event as entries in the wire's books, where every account grows by credit, assets included:
 * what assets gain is what liabilities and revenues gain. Legs of zero are left out.
 */
export function operationsOf(event: Event, typeOf: (asset: AssetCode) => AssetType): Operation[] {
  const entries = entriesOf(event)
  if (!entries) return []
  const { legs, ...reference } = entries
  const operations: Operation[] = []
  for (const { purpose, asset, account, sum } of legs) {
    if (sum === 0n) continue
    operations.push({
      code: codes[purpose][typeOf(asset)],
      asset,
      account,
      ...reference,
      debit: (sum < 0n ? -sum : 0n) as Amount,
      credit: (sum > 0n ? sum : 0n) as Amount,
    })
  }
  return operations
}

function entriesOf(event: Event): (Reference & { legs: Leg[] }) | undefined {
  switch (event.kind) {
    case 'order_accepted':
      return { ...order(event.order), legs: promise(event, event.held) }
    case 'order_canceled':
      return { ...order(event.order), legs: promise(event, minus(event.released)) }
    case 'trade':
      return { referenceType: 'Trade', referenceId: String(event.trade), legs: tradeLegs(event) }
    case 'deposit_credited':
      return { referenceType: 'Deposit', referenceId: event.reference, legs: arrival(event, event.sum) }
    case 'balance_adjusted':
      return { referenceType: 'Adjustment', referenceId: event.reason, legs: arrival(event, event.sum) }
    default:
      return undefined
  }
}

const order = (id: number): Reference => ({ referenceType: 'Order', referenceId: String(id) })

/** A sum that leaves: legs are signed, amounts never are. */
const minus = (sum: Amount): bigint => 0n - sum

type Line = { account: AccountId; asset: AssetCode }

/** What moves from a user's free funds to his promised ones; back, if negative. */
const promise = ({ account, asset }: Line, sum: bigint): Leg[] => [
  { purpose: 'main', asset, account, sum: -sum },
  { purpose: 'locked', asset, account, sum },
]

const arrival = ({ account, asset }: Line, sum: bigint): Leg[] => [
  { purpose: 'asset', asset, account: null, sum },
  { purpose: 'main', asset, account, sum },
]

/** Both promises end, each side receives less its fee, and a better price goes back to the buyer. */
function tradeLegs(trade: TradeMade): Leg[] {
  const { buyer, seller, baseAsset, quoteAsset, base, quote, buyerFee, sellerFee, released } = trade
  return [
    { purpose: 'locked', asset: baseAsset, account: seller, sum: minus(base) },
    { purpose: 'locked', asset: quoteAsset, account: buyer, sum: minus(quote) },
    { purpose: 'main', asset: baseAsset, account: buyer, sum: base - buyerFee },
    { purpose: 'main', asset: quoteAsset, account: seller, sum: quote - sellerFee },
    { purpose: 'revenue', asset: baseAsset, account: buyer, sum: buyerFee },
    { purpose: 'revenue', asset: quoteAsset, account: seller, sum: sellerFee },
    ...promise({ account: buyer, asset: quoteAsset }, minus(released)),
  ]
}
