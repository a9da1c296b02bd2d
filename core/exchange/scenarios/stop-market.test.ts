import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a sell waits with its quantity, and takes any price when it wakes': `
    last 100
    ada sells 5 stop 95 as S
    ada holds 5 btc
    bob buys 3 @ 90
    cy buys 1 @ 95
    dee sells 1 @ 95 => cy gets 1 @ 95 from dee; S wakes; bob gets 3 @ 90 from S; S ends with 2 unfilled
    ada holds 0 btc
    ada has 997 btc`,

  'a buy with a protection price waits with limit × quantity, and never passes it': `
    last 100
    ada buys 5 stop 105 within 110 as S
    ada holds 550 usdt
    bob sells 1 @ 105
    bob sells 2 @ 108 as B2
    bob sells 9 @ 111
    cy buys 1 @ 105 => cy gets 1 @ 105 from bob; S wakes; S gets 2 @ 108 from B2; S ends with 3 unfilled
    ada holds 0 usdt
    ada has 999784 usdt`,

  'a buy by budget waits with the budget; what the walk leaves of it is released': `
    last 100
    ada buys for 500 stop 105 as S
    ada holds 500 usdt
    bob sells 1 @ 105
    bob sells 9 @ 110 as B2
    cy buys 1 @ 105 => cy gets 1 @ 105 from bob; S wakes; S gets 4 @ 110 from B2
    ada holds 0 usdt
    ada has 999560 usdt`,

  'a budget that reaches no lot is canceled with nothing left': `
    last 100
    ada buys for 109 stop 105 as S
    bob sells 1 @ 105
    bob sells 9 @ 110
    cy buys 1 @ 105 => cy gets 1 @ 105 from bob; S wakes; S ends with 0 unfilled
    ada holds 0 usdt
    ada has 1000000 usdt`,

  'it is not refused any more: an empty book cancels it': `
    last 100
    ada sells 5 stop 95 as S
    cy buys 1 @ 95
    dee sells 1 @ 95 => cy gets 1 @ 95 from dee; S wakes; S ends with 5 unfilled`,

  'a buy needs a budget or a protection price, a sell a quantity': `
    last 100
    ada buys 5 stop 105               => refused invalid_order
    ada sells for 500 stop 95         => refused invalid_order
    ada sells 1001 stop 95            => refused insufficient_funds
    ada buys for 1000001 stop 105     => refused insufficient_funds`,

  'meeting its own user, it does as it was told': `
    last 100
    ada buys 9 @ 90 as A
    ada sells 5 stop 95 cancel_maker as S
    bob buys 2 @ 89
    cy buys 1 @ 95
    dee sells 1 @ 95 => cy gets 1 @ 95 from dee; S wakes; A ends with 9 self_trade
                                      => bob gets 2 @ 89 from S; S ends with 3 unfilled`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
