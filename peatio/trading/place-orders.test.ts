import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchAnswer } from '../../contract/index.ts'
import { useTradedScene, type Ask } from './traded-scene.ts'

const { post, wait } = useTradedScene()

test('every order of a batch is answered in its place, and a bad one harms no other', async () => {
  const orders = [
    { market: 'btcusd', side: 'buy', volume: '0.1', price: '90', client_order_id: 'one' },
    { market: 'btcusd', side: 'up', volume: 'x', price: '90' },
    { market: 'btcusd', side: 'buy', volume: '900', price: '9000' },
    { market: 'btcusd', side: 'sell', volume: '0.1', price: '110' },
  ]
  const { status, body } = await post('alice', `/batch`, { orders })
  assert.equal(status, 201)
  const answers = body as BatchAnswer[]
  assert.deepEqual(
    answers.map((each) => ('body' in each ? each.body.price : each.errors)),
    [
      '90.0',
      ['market.order.invalid_side', 'market.order.non_decimal_volume'],
      ['market.account.insufficient_balance'],
      '110.0',
    ],
  )
  assert.deepEqual(
    answers.map((each) => each.status),
    [201, 422, 422, 201],
  )
  const ids = answers.flatMap((each) => ('body' in each ? [each.body.id] : []))
  assert.deepEqual(
    (await wait('alice')).map(({ id }) => id),
    ids.toReversed(),
  )
  const again = (await post('alice', `/batch`, { orders: orders.slice(0, 1) })).body
  assert.deepEqual(again, answers.slice(0, 1), 'a retry by name gets the same order')
})

test('a batch is a list of one to fifty orders', async () => {
  const refused = async (body: Ask) => (await post('alice', `/batch`, body)).body
  const says = (key: string) => ({ errors: [`market.order.${key}`] })
  assert.deepEqual(await refused({}), says('missing_orders'))
  for (const orders of ['x', 7, {}, [], [1], [[]], [null]])
    assert.deepEqual(await refused({ orders }), says('invalid_orders'))
  assert.deepEqual(await refused({ orders: Array.from({ length: 51 }, () => ({})) }), says('too_many_orders'))
})
