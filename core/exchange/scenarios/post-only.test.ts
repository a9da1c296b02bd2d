import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'post-only rests': `
    ada sells 2 @ 101
    bob buys 5 @ 100 post-only as B
    book 5 @ 100 | 2 @ 101
    cy sells 5 @ 100                  => B gets 5 @ 100 from cy`,

  'post-only never takes: it is refused instead': `
    ada sells 2 @ 101
    bob buys 5 @ 101 post-only        => refused would_take
    bob buys 5 @ 102 post-only        => refused would_take
    bob holds 0 usdt
    book empty | 2 @ 101`,

  'an order of its own user counts as well': `
    ada sells 2 @ 101
    ada buys 5 @ 101 post-only        => refused would_take
    ada buys 5 @ 101 post-only cancel_maker => refused would_take`,

  'it may be good till a date, and not immediate': `
    ada buys 5 @ 101 post-only until 50
    ada buys 5 @ 101 post-only ioc    => refused invalid_order
    ada buys 5 @ 101 post-only fok    => refused invalid_order
    time 50                           => ada ends with 5 expired`,

  'a stop-limit that is post-only waits, and is canceled if it would take when it wakes': `
    last 100
    ada sells 2 @ 105
    bob buys 1 @ 106 stop 103 post-only as S
    cy sells 1 @ 103
    dee buys 1 @ 103                  => dee gets 1 @ 103 from cy; S wakes; S ends with 1 would_take
    bob holds 0 usdt`,

  'and rests if it would not': `
    last 100
    ada sells 2 @ 105
    bob buys 1 @ 104 stop 103 post-only as S
    cy sells 1 @ 103
    dee buys 1 @ 103                  => dee gets 1 @ 103 from cy; S wakes; S rests 1
    book 1 @ 104 | 2 @ 105`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
