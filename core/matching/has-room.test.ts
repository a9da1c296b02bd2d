import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lots, ticks, type OrderId } from '../units/index.ts'
import { createBook, hasRoom, quantityAt, reduce, rest, withdraw, type RestingOrder } from './index.ts'

const most = 10 ** 15

const order = (id: number, price: number, remaining: number): RestingOrder => ({
  id: id as OrderId,
  side: 'buy',
  price: ticks(price),
  remaining: lots(remaining),
  seat: {},
  hidden: lots(0),
  display: lots(0),
  level: 0,
  row: 0,
})

test('a level takes orders while its total is a safe integer, however full the rest of its side is', () => {
  const { buy, ...others } = createBook<RestingOrder>()
  const book = { buy, ...others }
  const resting = Array.from({ length: 9 }, (_, index) => order(index + 1, 100, most))
  for (const each of resting) {
    assert.ok(hasRoom(buy, each.price, each.remaining))
    rest(book, each)
  }
  const left = Number.MAX_SAFE_INTEGER - 9 * most
  assert.ok(hasRoom(buy, ticks(100), lots(left)) && !hasRoom(buy, ticks(100), lots(left + 1)))
  for (let id = 10; id < 40; id++) rest(book, order(id, 200 + id, most))
  assert.ok(hasRoom(buy, ticks(101), lots(most)), 'another price has room of its own')
  assert.ok(!hasRoom(buy, ticks(100), lots(most)))
  reduce(book, resting[0]!, lots(5))
  withdraw(book, resting[1]!)
  assert.equal(quantityAt(buy, ticks(100)), 8 * most - 5)
  assert.ok(hasRoom(buy, ticks(100), lots(most)))
})

test('what icebergs hide takes room as well', () => {
  const book = createBook<RestingOrder>()
  for (let id = 1; id <= 9; id++) rest(book, { ...order(id, 100, most), display: lots(1) })
  assert.equal(quantityAt(book.buy, ticks(100)), 9)
  const left = Number.MAX_SAFE_INTEGER - 9 * most
  assert.ok(hasRoom(book.buy, ticks(100), lots(left)))
  assert.ok(!hasRoom(book.buy, ticks(100), lots(left + 1)))
})
