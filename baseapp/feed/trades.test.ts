import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyTrades, mergeTrades, tapeLength, type TapeTrade } from './trades.ts'

const told = (...ids: number[]) => ({
  trades: ids.map((tid) => ({
    tid,
    taker_type: 'buy',
    date: 1_700_000_000 + tid,
    price: '10.5',
    amount: '0.25',
  })),
})
const ids = (tape: readonly TapeTrade[]) => tape.map((trade) => trade.id)

test('the tape is newest first and has each trade once, however it came', () => {
  const live = applyTrades(applyTrades([], told(5)), told(7, 6))
  assert.deepEqual(ids(live), [7, 6, 5])
  const rest = {
    id: 6,
    price: 10.5,
    amount: 0.25,
    total: 2.6,
    market: 'm',
    created_at: 1,
    taker_type: 'sell' as const,
  }
  const both = mergeTrades(live, [rest, { ...rest, id: 4 }], { price: 2, amount: 4 })
  assert.deepEqual(ids(both), [7, 6, 5, 4])
  assert.equal(both[1]?.takerSide, 'buy')
  assert.deepEqual([both[3]?.price, both[3]?.quantity, both[3]?.timeMs], ['10.50', '0.2500', 1000])
})

test('the tape is bounded, and keeps the newest', () => {
  const all = Array.from({ length: tapeLength + 20 }, (_each, at) => at + 1)
  const tape = all.reduce<readonly TapeTrade[]>((state, id) => applyTrades(state, told(id)), [])
  assert.equal(tape.length, tapeLength)
  assert.equal(tape[0]?.id, tapeLength + 20)
})

test('a message without trades changes nothing', () => {
  const tape = applyTrades([], told(1))
  assert.equal(applyTrades(tape, { trades: 'none' }), tape)
  assert.equal(applyTrades(tape, told(1)), tape)
})
