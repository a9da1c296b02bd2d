import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unitsOf } from '../../../../web/kit/format.ts'
import { checkOrder, farFromMarket, fieldText, type Draft } from './check-order.ts'

const u = (text: string) => unitsOf(text)!
const market = {
  base_unit: 'btc',
  quote_unit: 'usdt',
  price_precision: 2,
  amount_precision: 4,
  min_amount: '0.001',
  min_price: '10.0',
  max_price: '0.0',
}
const buy: Draft = { side: 'buy', type: 'limit', price: '100.5', quantity: '2' }
const said = (draft: Partial<Draft>, facts: Partial<Parameters<typeof checkOrder>[1]> = {}) => {
  const found = checkOrder(
    { ...buy, ...draft },
    { market, available: u('1000'), marketNotional: u('201'), ...facts },
  )
  return 'problems' in found ? found.problems.map((each) => `${each.field}: ${each.text}`) : 'fine'
}

test('an order within the rules and the funds is fine', () => {
  assert.equal(said({}), 'fine')
  const found = checkOrder(buy, { market, available: u('201') })
  assert.deepEqual(found, { order: { price: u('100.5'), quantity: u('2') } })
})

test('each field says what is wrong with it, both at once', () => {
  assert.deepEqual(said({ price: '', quantity: '' }), ['price: Enter a price.', 'quantity: Enter an amount.'])
  assert.deepEqual(said({ price: '0', quantity: '0.0' }), [
    'price: The price must be more than zero.',
    'quantity: The amount must be more than zero.',
  ])
  assert.deepEqual(said({ price: '100.555' }), ['price: Prices here take at most 2 decimals.'])
  assert.deepEqual(said({ quantity: '1.00001' }), ['quantity: Amounts here take at most 4 decimals.'])
  assert.deepEqual(said({ price: '9.99' }), ['price: The lowest price here is 10 USDT.'])
  assert.deepEqual(said({ quantity: '0.0009' }), ['quantity: The smallest order here is 0.001 BTC.'])
})

test('trailing zeros are not decimals', () => {
  assert.equal(said({ price: '100.5000', quantity: '2.000000' }), 'fine')
})

test('a highest price holds when there is one', () => {
  const facts = { market: { ...market, max_price: '100.0' } }
  assert.deepEqual(said({}, facts), ['price: The highest price here is 100 USDT.'])
})

test('only what is missing is marked as missing', () => {
  const found = checkOrder({ ...buy, price: '', quantity: '0' }, { market, available: undefined })
  assert.deepEqual('problems' in found && found.problems.map((each) => each.isMissing), [true, false])
})

test('funds: a buyer spends the quote asset, a seller the base asset', () => {
  assert.deepEqual(said({}, { available: u('200.99') }), ['quantity: Only 200.99 USDT is available.'])
  assert.equal(said({}, { available: u('201') }), 'fine')
  assert.deepEqual(said({ side: 'sell' }, { available: u('1.99999') }), [
    'quantity: Only 1.9999 BTC is available.',
  ])
  assert.equal(said({ side: 'sell' }, { available: u('2') }), 'fine')
  assert.equal(said({}, { available: undefined }), 'fine')
})

test('a market order needs offers, and the funds that the depth asks for', () => {
  const order = { type: 'market', price: '' } as const
  assert.equal(said(order, { marketNotional: u('1000') }), 'fine')
  assert.deepEqual(said(order, { marketNotional: u('1000.01') }), [
    'quantity: Only 1,000.00 USDT is available.',
  ])
  assert.deepEqual(said(order, { marketNotional: undefined }), [
    'quantity: The book has no offers to fill a market order.',
  ])
})

test('a price far beyond the market is noticed, on both sides', () => {
  assert.equal(farFromMarket('buy', u('105'), u('100')), undefined)
  assert.equal(farFromMarket('buy', u('112'), u('100')), 12)
  assert.equal(farFromMarket('sell', u('50'), u('100')), 50)
  assert.equal(farFromMarket('sell', u('120'), u('100')), undefined)
  assert.equal(farFromMarket('buy', u('1'), undefined), undefined)
})

test('what is written into a field can be read back', () => {
  assert.equal(fieldText(u('1234.500'), 4), '1234.5')
  assert.equal(fieldText(u('0.00019'), 4), '0.0001')
})
