import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a market order takes the best prices until it has its quantity': `
    ada sells 2 @ 100
    bob sells 5 @ 103
    cy buys 4 at market               => cy gets 2 @ 100 from ada; cy gets 2 @ 103 from bob
    cy has 999594 usdt
    cy holds 0 usdt`,

  'what the book does not have is canceled, and never rests': `
    ada buys 2 @ 100
    cy sells 5 at market              => ada gets 2 @ 100 from cy; cy ends with 3 unfilled
    book empty | empty
    cy holds 0 btc`,

  'an empty book refuses it': `
    ada sells 5 at market             => refused insufficient_liquidity
    bob sells 5 @ 100
    ada sells 5 at market             => refused insufficient_liquidity`,

  'it fills as far as its funds reach': `
    ada sells 500 @ 3000
    bob buys 400 at market            => bob gets 333 @ 3000 from ada; bob ends with 67 unfilled
    bob has 1000 usdt
    bob buys 1 at market              => refused insufficient_funds
    cy buys 1500 @ 1 as C
    ada sells 1200 at market          => C gets 500 @ 1 from ada; ada ends with 700 unfilled`,

  'funds are what is not promised already': `
    ada sells 10 @ 100
    bob buys 10000 @ 99 as B
    bob holds 990000 usdt
    cy buys 9 at market               => cy gets 9 @ 100 from ada
    dee sells 1 @ 9000
    bob buys 2 at market              => bob gets 1 @ 100 from ada; bob gets 1 @ 9000 from dee`,

  'by budget it buys the lots that the budget reaches, and is filled by them': `
    ada sells 2 @ 100
    bob sells 5 @ 120
    cy buys for 500 at market         => cy gets 2 @ 100 from ada; cy gets 2 @ 120 from bob
    cy has 999560 usdt
    cy holds 0 usdt
    dee buys for 119 at market        => refused insufficient_funds
    dee buys for 120 at market        => dee gets 1 @ 120 from bob`,

  'by budget it sells until it has earned it, and never more': `
    ada buys 2 @ 100
    bob buys 5 @ 90
    cy sells for 400 at market        => ada gets 2 @ 100 from cy; bob gets 2 @ 90 from cy
    cy has 1000380 usdt
    dee sells for 89 at market        => refused insufficient_funds`,

  'a maker that the budget does not reach whole ends the walk, even if a cheaper one stands behind': `
    ada buys 5 @ 100
    bob buys 5 @ 40
    cy sells for 250 at market        => ada gets 2 @ 100 from cy
    book 3 @ 100, 5 @ 40 | empty`,

  'a budget is a sum above nothing, in place of a quantity': `
    ada sells 5 @ 100
    bob buys for 0 at market          => refused invalid_quantity
    bob buys 2 for 200 at market      => refused invalid_order
    bob buys for 200 at market decrement => refused invalid_order
    bob buys for 300 @ 100            => refused invalid_order`,

  'a protection price is never passed': `
    ada sells 2 @ 100
    bob sells 5 @ 103
    cy buys 4 at market within 102    => cy gets 2 @ 100 from ada; cy ends with 2 unfilled
    cy buys 4 at market within 102    => refused insufficient_liquidity
    cy buys for 500 at market within 103 => cy gets 4 @ 103 from bob`,

  'it takes ioc by name, and no other time in force nor terms of those that rest': `
    ada sells 5 @ 100
    bob buys 1 at market ioc          => bob gets 1 @ 100 from ada
    bob buys 1 at market fok          => refused invalid_order
    bob buys 1 at market gtc          => refused invalid_order
    bob buys 1 at market until 50     => refused invalid_order
    bob buys 1 at market post-only    => refused invalid_order
    bob buys 2 at market shows 1      => refused invalid_display
    ada buys 9 @ 90
    bob sells 1 trailing 3 stop 95    => refused invalid_trigger`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
