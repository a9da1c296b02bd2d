import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'ioc takes what is there and leaves nothing': `
    ada sells 2 @ 100
    bob buys 5 @ 100 ioc              => bob gets 2 @ 100 from ada; bob ends with 3 unfilled
    bob holds 0 usdt
    bob buys 5 @ 100 ioc              => bob ends with 5 unfilled
    book empty | empty`,

  'fok takes all of it': `
    ada sells 2 @ 100
    cy sells 3 @ 101
    bob buys 5 @ 101 fok              => bob gets 2 @ 100 from ada; bob gets 3 @ 101 from cy`,

  'fok takes nothing if it cannot take all, and nobody notices': `
    ada sells 2 @ 100
    cy sells 3 @ 101
    bob buys 5 @ 100 fok              => bob ends with 5 unfilled
    bob buys 6 @ 101 fok              => bob ends with 6 unfilled
    bob holds 0 usdt
    book empty | 2 @ 100, 3 @ 101`,

  'fok counts the hidden part of an iceberg': `
    ada sells 9 @ 100 shows 2
    bob buys 8 @ 100 fok              => bob gets 2 @ 100 from ada; bob gets 2 @ 100 from ada
                                      => bob gets 2 @ 100 from ada; bob gets 2 @ 100 from ada
    book empty | 1 @ 100`,

  'fok that would meet its own user takes nothing, unless its mode makes way': `
    ada sells 2 @ 100
    bob sells 2 @ 100 as B
    bob buys 3 @ 100 fok              => bob ends with 3 unfilled
    bob buys 3 @ 100 fok cancel_maker => bob ends with 3 unfilled
    book empty | 4 @ 100
    cy sells 1 @ 100
    bob buys 3 @ 100 fok cancel_maker => bob gets 2 @ 100 from ada; B ends with 2 self_trade
                                      => bob gets 1 @ 100 from cy`,

  'fok promises its worst case like any limit order': `
    ada sells 2 @ 100
    bob buys 10001 @ 100 fok          => refused insufficient_funds`,

  'gtd rests until its moment': `
    time 10
    ada buys 2 @ 100 until 20 as A
    bob buys 1 @ 100 until 15 as B
    time 14
    book 3 @ 100 | empty
    time 15                           => B ends with 1 expired
    time 30                           => A ends with 2 expired
    book empty | empty
    ada holds 0 usdt`,

  'expiries come by time, those of one moment by market and id': `
    ada buys 1 @ 100 until 20 as A
    bob buys 1 @ 100 until 15 as B
    cy buys 1 @ 100 until 15 as C
    time 20                           => B ends with 1 expired; C ends with 1 expired; A ends with 1 expired`,

  'a moment that has come, and one without gtd, are refused': `
    time 10
    ada buys 2 @ 100 until 10         => refused invalid_expiry
    ada buys 2 @ 100 until 9          => refused invalid_expiry
    ada buys 2 @ 100 gtd              => refused invalid_expiry
    ada buys 2 @ 100 until 20 ioc     => refused invalid_expiry
    ada buys 2 @ 100 until 11`,

  'an order that has expired trades no more': `
    ada sells 2 @ 100 until 15
    time 15                           => ada ends with 2 expired
    bob buys 1 at market              => refused insufficient_liquidity`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
