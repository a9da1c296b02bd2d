import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'cancel_taker, which needs no name: the walk ends at the own order, which stays': `
    bob sells 1 @ 99
    ada sells 5 @ 100 as A
    bob sells 1 @ 101 as B
    ada buys 3 @ 101                  => ada gets 1 @ 99 from bob; ada ends with 2 self_trade
    ada buys 3 @ 101 cancel_taker     => ada ends with 3 self_trade
    book empty | 5 @ 100, 1 @ 101
    ada holds 0 usdt`,

  'cancel_maker: the own order makes way, and the walk goes on': `
    ada sells 5 @ 100 as A
    bob sells 1 @ 101
    ada buys 3 @ 101 cancel_maker     => A ends with 5 self_trade; ada gets 1 @ 101 from bob; ada rests 2
    ada holds 202 usdt
    ada holds 0 btc`,

  'cancel_both: neither is left': `
    ada sells 5 @ 100 as A
    bob sells 1 @ 101
    ada buys 3 @ 101 cancel_both      => A ends with 5 self_trade; ada ends with 3 self_trade
    book empty | 1 @ 101
    ada holds 0 usdt
    ada holds 0 btc`,

  'decrement, the maker has more: it keeps its place with what is left': `
    ada sells 5 @ 100 as A
    bob sells 1 @ 100
    ada buys 3 @ 101 decrement        => A loses 3 self_trade; ada ends with 3 self_trade
    ada holds 2 btc
    cy buys 3 @ 100                   => cy gets 2 @ 100 from A; cy gets 1 @ 100 from bob`,

  'decrement, the taker has more: it goes on with what is left': `
    ada sells 2 @ 100 as A
    bob sells 1 @ 101
    ada buys 5 @ 101 decrement as T   => A ends with 2 self_trade; T loses 2 self_trade
                                      => T gets 1 @ 101 from bob; T rests 2
    ada holds 202 usdt`,

  'decrement, both have the same: neither is left': `
    ada sells 2 @ 100 as A
    ada buys 2 @ 100 decrement as T   => A ends with 2 self_trade; T ends with 2 self_trade
    ada holds 0 usdt
    ada holds 0 btc`,

  'decrement counts what an iceberg hides, and takes from that first': `
    ada sells 9 @ 100 shows 2 as A
    bob sells 1 @ 100
    ada buys 3 @ 100 decrement        => A loses 3 self_trade; ada ends with 3 self_trade
    book empty | 3 @ 100
    cy buys 3 @ 100                   => cy gets 2 @ 100 from A; cy gets 1 @ 100 from bob`,

  'the mode of who arrives decides, not that of who rests': `
    ada sells 2 @ 100 cancel_both as A
    ada buys 1 @ 100                  => ada ends with 1 self_trade
    book empty | 2 @ 100`,

  'an order with a budget that only canceled its own has got nothing, and ends': `
    ada sells 2 @ 100 as A
    ada buys for 500 at market cancel_maker => A ends with 2 self_trade; ada ends with 0 unfilled
    last 100
    ada sells 2 @ 104 as A2
    ada buys for 500 stop 103 cancel_maker as S
    last 103                          => S wakes; A2 ends with 2 self_trade; S ends with 0 unfilled
    ada holds 0 usdt`,

  'a market order that meets only its own user is accepted, and ends': `
    ada sells 2 @ 100
    ada buys 3 at market              => ada ends with 3 self_trade
    bob sells 1 @ 101
    ada buys 3 at market cancel_maker as M => ada ends with 2 self_trade; M gets 1 @ 101 from bob
                                      => M ends with 2 unfilled`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
