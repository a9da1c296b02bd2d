import type { Event } from '../../../core/exchange/index.ts'
import { house } from '../../../core/ledger/index.ts'
import {
  amountFromDecimal,
  type AccountId,
  type Amount,
  type AssetCode,
  type MarketCode,
  type OrderId,
  type Lots,
  type Ppm,
  type Ticks,
  type TradeId,
} from '../../../core/units/index.ts'

export type Example = { title: string; words: string; event: Event }

const [btc, usd] = ['btc' as AssetCode, 'usd' as AssetCode]
const market = 'btcusd' as MarketCode
const [alice, bob] = ['IDALICE' as AccountId, 'IDBOB' as AccountId]
const sum = (text: string): Amount => amountFromDecimal(text)!
const order = (id: number) => id as OrderId
const signed = {
  reason: 'as minuted',
  reference: 'R-17',
  approvedBy: ['IDGRACE', 'IDALAN'] as [string, string],
}
const withdrawal = { withdrawal: 'TID42', account: alice, asset: btc, sum: sum('1'), fee: sum('0.001') }

/** One bitcoin for ten dollars. */
const traded = {
  kind: 'trade',
  market,
  takerSide: 'buy',
  price: 1_000 as Ticks,
  quantity: 10_000 as Lots,
  baseAsset: btc,
  quoteAsset: usd,
  base: sum('1'),
  quote: sum('10'),
  auction: false,
} as const

/** The page's worked examples, in the order in which an accountant meets them. */
export const examples: readonly Example[] = [
  {
    title: 'A user deposits 2 BTC',
    words: 'The house keeps two more, and owes them to Alice.',
    event: { kind: 'deposit_credited', account: alice, asset: btc, sum: sum('2'), reference: 'TID1' },
  },
  {
    title: '3 BTC arrive and nobody knows whose they are',
    words: 'They are owed to somebody: a liability in suspense, never income.',
    event: {
      kind: 'deposit_credited',
      account: house.suspense,
      asset: btc,
      sum: sum('3'),
      reference: 'TID2',
    },
  },
  {
    title: 'Two people find that 2 of them are Bob’s',
    words: 'The debt moves from suspense to its owner.',
    event: { kind: 'suspense_resolved', to: bob, asset: btc, sum: sum('2'), ...signed },
  },
  {
    title: 'The third goes back to its sender',
    words: 'It leaves custody, and nothing waits any more.',
    event: { kind: 'suspense_resolved', to: house.custody, asset: btc, sum: sum('1'), ...signed },
  },
  {
    title: 'Alice places a buy of 1 BTC at 11 USD',
    words: 'Eleven of what the house owes her are promised to the order.',
    event: {
      kind: 'order_accepted',
      order: order(2),
      uuid: '…',
      account: alice,
      market,
      side: 'buy',
      type: 'limit',
      limit: 1_100 as Ticks,
      quantity: 10_000 as Lots,
      asset: usd,
      held: sum('11'),
      makerFeePpm: 1_000 as Ppm,
      takerFeePpm: 2_000 as Ppm,
      special: null,
      partner: null,
    },
  },
  {
    title: 'It meets Bob’s sell of 1 BTC at 10 USD',
    words:
      'Both promises end. Alice, the taker, pays 0.2 % of what she receives, Bob, the maker, 0.1 % of what he ' +
      'receives; both are income. The dollar by which the price was better goes back to Alice.',
    event: {
      ...traded,
      trade: 5 as TradeId,
      maker: order(1),
      taker: order(2),
      buyer: alice,
      seller: bob,
      buyerFee: sum('0.002'),
      sellerFee: sum('0.01'),
      released: sum('1'),
      makerRebate: sum('0'),
    },
  },
  {
    title: 'Bob cancels an order that still promises 0.5 BTC',
    words: 'What was promised is free again.',
    event: {
      kind: 'order_canceled',
      order: order(3),
      account: bob,
      market,
      remaining: 5_000 as Lots,
      asset: btc,
      released: sum('0.5'),
      reason: 'requested',
    },
  },
  {
    title: 'Carol, a maker with a rebate of 0.05 %, sells Alice 1 BTC at 10 USD',
    words: 'Alice pays 0.2 % as before; a quarter of it goes on to Carol, in the asset in which Alice paid.',
    event: {
      ...traded,
      trade: 6 as TradeId,
      maker: order(4),
      taker: order(5),
      buyer: alice,
      seller: 'IDCAROL' as AccountId,
      buyerFee: sum('0.002'),
      sellerFee: sum('0'),
      released: sum('0'),
      makerRebate: sum('0.0005'),
    },
  },
  {
    title: 'Bob takes 0.2 BTC off a sell order',
    words: 'So much of its promise ends; the rest stays where it is.',
    event: {
      kind: 'order_reduced',
      order: order(6),
      account: bob,
      market,
      by: 2_000 as Lots,
      remaining: 8_000 as Lots,
      asset: btc,
      released: sum('0.2'),
      reason: 'amended',
    },
  },
  {
    title: 'Alice moves a buy of 1 BTC from 9 to 10 USD',
    words: 'The order promises one dollar more.',
    event: {
      kind: 'order_amended',
      order: order(7),
      account: alice,
      market,
      previousLimit: 900 as Ticks,
      limit: 1_000 as Ticks,
      quantity: 10_000 as Lots,
      remaining: 10_000 as Lots,
      asset: usd,
      held: sum('1'),
      released: sum('0'),
    },
  },
  {
    title: 'A stop of Alice wakes that had 12 USD promised and finds its bitcoin for 11',
    words: 'From now on it promises the exact cost of what it gets; the trades that follow spend it.',
    event: {
      kind: 'order_triggered',
      order: order(8),
      account: alice,
      market,
      quantity: 10_000 as Lots,
      asset: usd,
      held: sum('0'),
      released: sum('1'),
    },
  },
  {
    title: 'Alice gives Bob 0.25 BTC',
    words: 'The house owes the same sum to somebody else.',
    event: {
      kind: 'funds_transferred',
      from: alice,
      to: bob,
      asset: btc,
      sum: sum('0.25'),
      category: 'internal_transfer',
      reference: 'IT-9',
    },
  },
  {
    title: 'Alice asks for a withdrawal of 1 BTC, with a fee of 0.001',
    words: 'The whole sum is promised.',
    event: { kind: 'withdrawal_held', ...withdrawal },
  },
  {
    title: 'The withdrawal is sent',
    words: 'The promise ends: 0.999 leave custody, and the fee is income.',
    event: { kind: 'withdrawal_completed', ...withdrawal, reference: '0xfeed' },
  },
  {
    title: 'Or it is refused',
    words: 'The promise ends and everything is hers again.',
    event: { kind: 'withdrawal_released', ...withdrawal, reason: 'address refused' },
  },
  {
    title: 'The house sets 500 USD of its own aside for corrections',
    words:
      'Capital that comes in is booked as a revenue of its category; the reference’s chart has no equity.',
    event: {
      kind: 'house_funded',
      source: 'custody',
      asset: usd,
      sum: sum('500'),
      category: 'investment',
      ...signed,
    },
  },
  {
    title: 'It sets 20 USD aside out of fees that it has earned',
    words: 'Nothing is earned twice: one line of the revenues becomes smaller, another larger.',
    event: {
      kind: 'house_funded',
      source: 'fee_income',
      asset: usd,
      sum: sum('20'),
      category: 'misc',
      ...signed,
    },
  },
  {
    title: 'Two operators compensate Alice with 30 USD',
    words: 'A gift is an expense, paid from what was set aside, and a debt to Alice.',
    event: {
      kind: 'balance_adjusted',
      account: alice,
      asset: usd,
      sum: sum('30'),
      category: 'compensation',
      ...signed,
    },
  },
  {
    title: 'They take 4 USD back that were Bob’s by mistake',
    words: 'The debt to Bob is smaller, and so is the expense.',
    event: {
      kind: 'balance_adjusted',
      account: bob,
      asset: usd,
      sum: 0n - sum('4'),
      category: 'balance_anomaly',
      ...signed,
    },
  },
  {
    title: 'The bank takes 5 USD for the account',
    words: 'An expense that custody pays.',
    event: { kind: 'expense_recorded', asset: usd, sum: sum('5'), category: 'bank_fees', ...signed },
  },
]
