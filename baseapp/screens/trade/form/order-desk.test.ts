import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOrderDesk } from './order-desk.ts'

const desk = () => {
  let count = 0
  return createOrderDesk(() => `id-${++count}`)
}

test('an order that went unanswered has the same name when it is sent again, and a new one after an answer', () => {
  const { begin, end } = desk()
  assert.equal(begin('buy 1'), 'id-1')
  end(false)
  assert.equal(begin('buy 1'), 'id-1')
  end(true)
  assert.equal(begin('buy 1'), 'id-2')
})

test('another order has another name', () => {
  const { begin, end } = desk()
  assert.equal(begin('buy 1'), 'id-1')
  end(false)
  assert.equal(begin('buy 2'), 'id-2')
})

test('while an order is on its way no other one begins', () => {
  const { begin, end } = desk()
  assert.equal(begin('buy 1'), 'id-1')
  assert.equal(begin('buy 1'), undefined)
  end(true)
  assert.equal(begin('buy 1'), 'id-2')
})
