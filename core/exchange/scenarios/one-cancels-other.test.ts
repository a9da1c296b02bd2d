import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a sale at a profit ends the stop below it': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    ada holds 5 btc
    book empty | 5 @ 110
    bob buys 5 @ 110                  => bob gets 5 @ 110 from L; S ends with 5 oco
    ada holds 0 btc`,

  'so does a sale of a part: what is left rests alone, and is amended like any order': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    bob buys 2 @ 110                  => bob gets 2 @ 110 from L; S ends with 5 oco
    book empty | 3 @ 110
    ada holds 3 btc
    amend L @ 111                     => L moves to 3 @ 111; L rests 3
    bob buys 1 @ 109
    amend L @ 109                     => refused would_take
    cancel L                          => L ends with 3 requested`,

  'a leg is amended only when its pair has ended: the stop leg when it was triggered': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    amend L @ 111                     => refused order_linked
    amend S @ 93                      => refused unknown_order
    cy buys 1 @ 95
    dee sells 1 @ 95                  => cy gets 1 @ 95 from dee; L ends with 5 oco; S wakes; S rests 5
    amend S to 7 @ 96                 => S moves to 7 @ 96; S rests 7
    ada holds 7 btc
    amend L to 2                      => refused unknown_order`,

  'the stop ends the limit leg before it walks': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    bob buys 9 @ 94
    cy buys 1 @ 95
    dee sells 1 @ 95                  => cy gets 1 @ 95 from dee; L ends with 5 oco; S wakes; bob gets 5 @ 94 from S
    book 4 @ 94 | empty
    ada has 995 btc
    ada holds 0 btc`,

  'a pair of buys promises the greater of its legs, and the rest when it wakes': `
    last 100
    ada buys 5 @ 90 or stop 105 @ 106 as L+S
    ada holds 530 usdt
    bob sells 3 @ 105
    cy buys 1 @ 105                   => cy gets 1 @ 105 from bob; L ends with 5 oco; S wakes; S gets 2 @ 105 from bob
                                      => S rests 3
    ada holds 318 usdt
    ada has 999790 usdt`,

  'when the limit leg is filled, what the stop promised beyond it is free': `
    last 100
    ada buys 5 @ 90 or stop 105 @ 106 as L+S
    bob sells 1 @ 90                  => L gets 1 @ 90 from bob; S ends with 5 oco
    ada holds 360 usdt`,

  'a stop-market leg takes any price; as a buy it has a protection price': `
    last 100
    ada sells 5 @ 110 or stop 95 at market as L+S
    bob buys 3 @ 50
    cy buys 1 @ 95
    dee sells 1 @ 95                  => cy gets 1 @ 95 from dee; L ends with 5 oco; S wakes; bob gets 3 @ 50 from S
                                      => S ends with 2 unfilled
    ada buys 5 @ 40 or stop 105 at market => refused invalid_order
    ada buys 5 @ 40 or stop 105 at market within 120 as L2+S2
    ada holds 600 usdt`,

  'canceling either ends both': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    cancel L                          => L ends with 5 requested; S ends with 5 oco
    ada sells 5 @ 110 or stop 95 @ 94 as L2+S2
    cancel S2                         => S2 ends with 5 requested; L2 ends with 5 oco
    ada sells 5 @ 110 or stop 95 @ 94 as L3+S3
    ada cancels all                   => L3 ends with 5 requested; S3 ends with 5 oco
    ada holds 0 btc`,

  'they expire together': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 until 20 as L+S
    time 20                           => L ends with 5 expired; S ends with 5 oco`,

  'self-trade prevention that takes the limit leg ends the stop right after it': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    ada buys 2 @ 110 cancel_maker     => L ends with 5 self_trade; S ends with 5 oco; ada rests 2
    ada cancels all                   => ada ends with 2 requested
    ada sells 5 @ 110 or stop 95 @ 94 as L2+S2
    ada buys 2 @ 110 decrement as D   => L2 loses 2 self_trade; S2 ends with 5 oco; D ends with 2 self_trade
    ada holds 3 btc`,

  'the limit leg must rest, and the stop must wait': `
    last 100
    bob buys 1 @ 99
    bob sells 1 @ 101
    ada sells 5 @ 99 or stop 95 @ 94  => refused would_take
    ada buys 5 @ 101 or stop 105 @ 106 => refused would_take
    ada sells 5 @ 110 or stop 100 @ 94 => refused invalid_trigger
    ada sells 1001 @ 110 or stop 95 @ 94 => refused insufficient_funds
    ada buys 9000 @ 90 or stop 110 @ 112 => refused insufficient_funds`,

  'a leg is not amended': `
    last 100
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    amend L to 4                      => refused order_linked
    amend S to 4                      => refused unknown_order`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
