import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '../../../core/exchange/index.ts'
import {
  amountFromDecimal,
  decimalFromAmount,
  type Amount,
  type AssetCode,
} from '../../../core/units/index.ts'
import { operationsOf } from './post-operations.ts'
import { alice, bob, btc, btcusd, usd } from './scene.ts'

const typeOf = (asset: AssetCode) => (asset === 'usd' ? 'fiat' : 'coin')
const sum = (text: string): Amount => amountFromDecimal(text)!
/** `212 alice -1.0 btc`: code, whose, signed sum. */
const told = (event: Event) =>
  operationsOf(event, typeOf).map(({ code, account, asset, debit, credit, referenceType, referenceId }) => {
    assert.ok((debit === 0n) !== (credit === 0n), 'a leg is a debit or a credit')
    return `${code} ${account ?? '-'} ${decimalFromAmount(credit - debit)} ${asset} ${referenceType} ${referenceId}`
  })

/** The reference's worked example: a resting buy at 10 meets a sell at 9. */
const trade = {
  kind: 'trade',
  trade: 5,
  market: btcusd,
  takerSide: 'sell',
  price: 1000,
  quantity: 10_000,
  maker: 1,
  taker: 2,
  buyer: alice,
  seller: bob,
  baseAsset: btc,
  quoteAsset: usd,
  base: sum('1'),
  quote: sum('10'),
  buyerFee: sum('0.001'),
  sellerFee: sum('0.02'),
  released: sum('0'),
  makerRebate: sum('0'),
} as Event & { kind: 'trade' }

test('an accepted order moves the promised sum from main to locked', () => {
  const event = { kind: 'order_accepted', order: 1, account: alice, asset: usd, held: sum('20') } as Event
  assert.deepEqual(told(event), [`201 ${alice} -20.0 usd Order 1`, `211 ${alice} 20.0 usd Order 1`])
})

test('a canceled order gives back what it still promised, and nothing of nothing', () => {
  const event = { kind: 'order_canceled', order: 1, account: bob, asset: btc, released: sum('0.5') } as Event
  assert.deepEqual(told(event), [`202 ${bob} 0.5 btc Order 1`, `212 ${bob} -0.5 btc Order 1`])
  assert.deepEqual(told({ ...event, released: sum('0') } as Event), [])
})

test('a trade delivers both ways, less fees that become revenue', () => {
  assert.deepEqual(told(trade), [
    `212 ${bob} -1.0 btc Trade 5`,
    `211 ${alice} -10.0 usd Trade 5`,
    `202 ${alice} 0.999 btc Trade 5`,
    `201 ${bob} 9.98 usd Trade 5`,
    `302 ${alice} 0.001 btc Trade 5`,
    `301 ${bob} 0.02 usd Trade 5`,
  ])
})

test('a better price goes back to the buyer in the same trade', () => {
  const legs = told({ ...trade, released: sum('1') })
  assert.deepEqual(legs.slice(6), [`201 ${alice} 1.0 usd Trade 5`, `211 ${alice} -1.0 usd Trade 5`])
})

test('a rebate is paid to the maker out of the fee, in the asset in which the taker paid', () => {
  const legs = told({ ...trade, buyerFee: sum('0'), makerRebate: sum('0.005') })
  assert.deepEqual(legs.slice(4), [
    `301 ${bob} 0.02 usd Trade 5`,
    `301 ${alice} -0.005 usd Trade 5`,
    `201 ${alice} 0.005 usd Trade 5`,
  ])
})

test('what arrives is an asset of the house and a debt to the user', () => {
  const event = {
    kind: 'deposit_credited',
    account: alice,
    asset: btc,
    sum: sum('2'),
    reference: 'TID1',
  } as Event
  assert.deepEqual(told(event), ['102 - 2.0 btc Deposit TID1', `202 ${alice} 2.0 btc Deposit TID1`])
  const down = {
    kind: 'balance_adjusted',
    account: bob,
    asset: usd,
    sum: 0n - sum('3'),
    reason: 'typo',
  } as Event
  assert.deepEqual(told(down), [`401 ${bob} -3.0 usd Adjustment typo`, `201 ${bob} -3.0 usd Adjustment typo`])
})

test('definitions move no money', () => {
  assert.deepEqual(told({ kind: 'asset_defined', asset: btc, type: 'coin', precision: 8 }), [])
})
