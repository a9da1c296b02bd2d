import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a price is not further from the last one than the band': `
    ada buys 1 @ 1
    last 100
    controls band 10%
    ada sells 1 @ 111                 => refused price_outside_band
    ada buys 1 @ 89                   => refused price_outside_band
    ada sells 1 @ 110
    ada buys 1 @ 90`,

  'without a last price there is no band': `
    controls band 10%
    ada buys 1 @ 1
    ada sells 1 @ 1000`,

  'a market order to sell stops at its lower edge, and trades there': `
    last 100
    ada buys 2 @ 90
    ada buys 2 @ 89
    controls band 10%
    bob sells 3 at market             => ada gets 2 @ 90 from bob; bob ends with 1 unfilled`,

  'a market order stops at the edge of the band instead': `
    last 100
    ada sells 2 @ 105
    ada sells 2 @ 120
    controls band 10%
    bob buys 3 at market              => bob gets 2 @ 105 from ada; bob ends with 1 unfilled
    ada buys 1 @ 100
    bob buys 1 at market              => refused insufficient_liquidity`,

  'the edge lies at the last price before its walk, and a protection price may be nearer': `
    ada sells 1 @ 108
    ada sells 1 @ 112
    last 100
    controls band 10%
    bob buys 2 at market within 107   => refused insufficient_liquidity
    bob buys 2 at market within 500   => bob gets 1 @ 108 from ada; bob ends with 1 unfilled
    bob buys 2 at market              => bob gets 1 @ 112 from ada; bob ends with 1 unfilled`,

  'a stop-market order stops there as well; a trigger knows no band': `
    last 100
    ada buys 2 @ 60
    ada buys 2 @ 54 as A
    controls band 10%
    bob sells 5 stop 60 as S
    controls band 50%
    cy sells 1 @ 50 ioc               => ada gets 1 @ 60 from cy; S wakes; ada gets 1 @ 60 from S; A gets 2 @ 54 from S
                                      => S ends with 2 unfilled`,

  'a stop-limit has named its own worst price, and knows no band': `
    last 100
    controls band 10%
    ada buys 1 @ 111 stop 105 as S
    last 105                          => S wakes; S rests 1
    book 1 @ 111 | empty`,

  'a notional is at least the least': `
    controls notional 100
    ada buys 1 @ 99                   => refused notional_too_small
    ada buys 1 @ 100
    ada buys 2 @ 49 stop 48           => refused notional_too_small
    ada buys for 99 stop 200          => refused notional_too_small
    ada buys for 100 stop 200
    ada sells 1 @ 101
    bob buys for 99 at market         => refused notional_too_small
    bob sells 1 at market             => ada gets 1 @ 100 from bob`,

  'definitions change while orders rest, and what rests stays': `
    ada buys 1 @ 10
    controls price 50..200 quantity 5..9
    bob sells 5 @ 50
    bob sells 5 @ 10                  => refused invalid_price
    book 1 @ 10 | 5 @ 50`,

  'everything at the door of a pair too': `
    last 100
    controls band 10% notional 100 quantity 2..50
    ada sells 1 @ 105 or stop 95 @ 94 => refused invalid_quantity
    ada sells 2 @ 111 or stop 95 @ 94 => refused price_outside_band
    ada sells 2 @ 105 or stop 95 @ 49 => refused notional_too_small
    ada sells 2 @ 105 or stop 89 @ 80`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
