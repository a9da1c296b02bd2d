import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a limit order rests until somebody comes, and trades at its own price': `
    ada sells 5 @ 100
    bob buys 3 @ 101                  => bob gets 3 @ 100 from ada
    book empty | 2 @ 100
    bob has 999700 usdt
    bob holds 0 usdt
    ada has 997 btc`,

  'what is promised is held: quote by a buyer, base by a seller, and it shrinks with every fill': `
    ada buys 5 @ 100 as A
    ada holds 500 usdt
    bob sells 2 @ 90                  => A gets 2 @ 100 from bob
    ada holds 300 usdt
    cy sells 4 @ 110
    cy holds 4 btc
    cancel A                          => A ends with 3 requested
    ada holds 0 usdt`,

  'the best price comes first, and within a price the oldest': `
    ada sells 1 @ 102
    bob sells 1 @ 101 as B1
    cy sells 1 @ 101
    bob sells 1 @ 100 as B2
    dee buys 4 @ 102                  => dee gets 1 @ 100 from B2; dee gets 1 @ 101 from B1
                                      => dee gets 1 @ 101 from cy; dee gets 1 @ 102 from ada`,

  'what finds nobody rests with its remainder': `
    ada sells 2 @ 100
    bob buys 5 @ 100                  => bob gets 2 @ 100 from ada; bob rests 3
    book 3 @ 100 | empty
    bob holds 300 usdt`,

  'nobody promises what he does not have': `
    ada sells 1001 @ 100              => refused insufficient_funds
    ada sells 600 @ 100
    ada sells 401 @ 100               => refused insufficient_funds
    ada sells 400 @ 100
    bob buys 10001 @ 100              => refused insufficient_funds`,

  'an order needs a price and a quantity, both whole and within the bounds of the market': `
    ada sells 0 @ 100                 => refused invalid_quantity
    ada sells 1.5 @ 100               => refused invalid_quantity
    ada sells 5 @ 0                   => refused invalid_price
    ada sells 5 @ 99.5                => refused invalid_price
    controls price 50..200 quantity 2..10
    ada sells 1 @ 100                 => refused invalid_quantity
    ada sells 11 @ 100                => refused invalid_quantity
    ada sells 5 @ 49                  => refused invalid_price
    ada sells 5 @ 201                 => refused invalid_price
    ada sells 10 @ 200`,

  'a user cancels his own orders: one, those of a side, or all': `
    ada buys 1 @ 90 as A1
    ada buys 2 @ 91 as A2
    ada sells 3 @ 110 as A3
    bob sells 4 @ 111 as B
    cancel A2                         => A2 ends with 2 requested
    ada cancels buys                  => A1 ends with 1 requested
    ada sells 5 @ 112 as A4
    ada cancels all                   => A3 ends with 3 requested; A4 ends with 5 requested
    book empty | 4 @ 111`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
