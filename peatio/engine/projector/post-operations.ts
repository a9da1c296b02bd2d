import type { AssetType, Event, TradeMade } from '../../../core/exchange/index.ts'
import type { AccountId, Amount, AssetCode } from '../../../core/units/index.ts'
import { codeOf } from './chart.ts'
import { arrival, fee, minus, owed, promise, promised, type Entries, type Leg } from './legs.ts'
import { entriesOfBooks } from './post-books.ts'

/** One leg of an event's double entry; one of `debit` and `credit` is zero. */
export type Operation = {
  code: number
  asset: AssetCode
  /** The line of the ledger that moved. */
  line: AccountId
  /** On the wire: whose it is or (revenue, expense) who paid or received it; none for assets. */
  account: AccountId | null
  referenceType: 'Order' | 'Trade' | 'Deposit' | 'Withdraw' | 'InternalTransfer' | 'Adjustment'
  referenceId: string
  /** Why, where a person decided: a category of adjustments or transfers; else empty. */
  category: string
  debit: Amount
  credit: Amount
}

/**
 * An event as entries in the wire's books, where every account grows by credit, assets included:
 * what assets gain is what liabilities and revenues gain. Legs of zero are left out.
 */
export function operationsOf(event: Event, typeOf: (asset: AssetCode) => AssetType): Operation[] {
  const entries = entriesOf(event)
  if (!entries) return []
  const { legs, referenceType, referenceId, category = '' } = entries
  const operations: Operation[] = []
  for (const { purpose, asset, line, account, sum } of legs) {
    if (sum === 0n) continue
    operations.push({
      code: codeOf(purpose, typeOf(asset)),
      asset,
      line,
      account,
      referenceType,
      referenceId,
      category,
      debit: (sum < 0n ? -sum : 0n) as Amount,
      credit: (sum > 0n ? sum : 0n) as Amount,
    })
  }
  return operations
}

function entriesOf(event: Event): Entries | undefined {
  switch (event.kind) {
    case 'order_accepted':
      return { ...order(event.order), legs: promise(event, event.held) }
    case 'order_canceled':
      return { ...order(event.order), legs: promise(event, minus(event.released)) }
    case 'order_reduced':
      return { ...order(event.order), legs: promise(event, minus(event.released)) }
    case 'order_amended':
    case 'order_triggered':
      return { ...order(event.order), legs: promise(event, event.held - event.released) }
    case 'trade':
      return { referenceType: 'Trade', referenceId: String(event.trade), legs: tradeLegs(event) }
    case 'deposit_credited': {
      const { asset, account, sum } = event
      const legs = [arrival(asset, sum), owed({ account, asset }, sum)]
      return { referenceType: 'Deposit', referenceId: event.reference, legs }
    }
    case 'asset_defined':
    case 'market_defined':
    case 'market_status_changed':
    case 'trading_fee_set':
    case 'trading_fee_deleted':
    case 'dead_man_set':
    case 'user_group_set':
    case 'order_rested':
      return undefined
    default:
      return entriesOfBooks(event)
  }
}

const order = (id: number) => ({ referenceType: 'Order', referenceId: String(id) }) as const

/**
 * Both promises end, each side receives less its fee, a better price goes back to the buyer, and a rebate out of the
 * taker's fee to the maker.
 */
function tradeLegs(trade: TradeMade): Leg[] {
  const { buyer, seller, baseAsset, quoteAsset, base, quote, buyerFee, sellerFee, released } = trade
  const takerBuys = trade.takerSide === 'buy'
  const rebated = { account: takerBuys ? seller : buyer, asset: takerBuys ? baseAsset : quoteAsset }
  return [
    promised({ account: seller, asset: baseAsset }, minus(base)),
    promised({ account: buyer, asset: quoteAsset }, minus(quote)),
    owed({ account: buyer, asset: baseAsset }, base - buyerFee),
    owed({ account: seller, asset: quoteAsset }, quote - sellerFee),
    fee({ account: buyer, asset: baseAsset }, buyerFee),
    fee({ account: seller, asset: quoteAsset }, sellerFee),
    ...promise({ account: buyer, asset: quoteAsset }, minus(released)),
    fee(rebated, minus(trade.makerRebate)),
    owed(rebated, trade.makerRebate),
  ]
}
