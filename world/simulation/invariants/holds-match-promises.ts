import type {
  BalanceView,
  DefineMarket,
  HeldWithdrawal,
  OrderView,
  TrialBalanceLine,
} from '../../../core/exchange/index.ts'
import { amountOf, scale } from '../../../core/units/index.ts'

export type Holdings = {
  balances: BalanceView[]
  orders: OrderView[]
  withdrawals: HeldWithdrawal[]
  markets: DefineMarket[]
}

/** I3: what an account holds of an asset is what its open orders, multiplied out again, and its withdrawals promise. */
export function holdsMatchPromises({ balances, orders, withdrawals, markets }: Holdings): string[] {
  const promised = new Map<string, bigint>()
  for (const order of orders) {
    const { account, held } = order
    const asset = assetOf(order, markets)
    const key = `${account}/${asset}`
    promised.set(key, (promised.get(key) ?? 0n) + promiseOf(order, markets))
    if (held !== promiseOf(order, markets)) return [`order ${order.order} says it holds ${held}`]
  }
  for (const { account, asset, sum } of withdrawals) {
    const key = `${account}/${asset}`
    promised.set(key, (promised.get(key) ?? 0n) + sum)
  }
  return balances
    .filter(({ account, asset, held }) => held !== (promised.get(`${account}/${asset}`) ?? 0n))
    .map(({ account, asset, held }) => {
      const owed = promised.get(`${account}/${asset}`) ?? 0n
      return `${account} holds ${held} ${asset}, promised are ${owed}`
    })
}

/** I3, over all accounts: also of those whom nobody has asked about. */
export const heldAsPromised = (lines: TrialBalanceLine[]): string[] =>
  lines
    .filter(({ held, promised }) => held !== promised)
    .map(({ asset, held, promised }) => `${held} ${asset} are held, ${promised} promised`)

const marketOf = ({ market }: OrderView, markets: DefineMarket[]): DefineMarket =>
  markets.find((each) => each.market === market)!

function assetOf(order: OrderView, markets: DefineMarket[]): string {
  const { base, quote } = marketOf(order, markets)
  return order.side === 'buy' ? quote : base
}

function promiseOf(order: OrderView, markets: DefineMarket[]): bigint {
  // What waits, is paired or has a budget promises by rules of its own, which the naive twin multiplies out.
  if (order.type !== 'limit' || order.partner !== null) return order.held
  const { pricePrecision, amountPrecision } = marketOf(order, markets)
  const remaining = order.quantity - order.filled
  if (order.side === 'sell') return amountOf(remaining, amountPrecision)
  const tickLot = 10n ** BigInt(scale - pricePrecision - amountPrecision)
  return BigInt(order.limit ?? 0) * BigInt(remaining) * tickLot
}
