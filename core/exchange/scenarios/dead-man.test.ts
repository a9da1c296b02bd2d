import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'unless it is set again, all orders of the account are canceled at the moment': `
    last 100
    ada deadman 20
    ada buys 5 @ 90 as A
    ada sells 5 @ 94 stop 95 as S
    bob buys 5 @ 90
    time 19
    time 20                           => A ends with 5 dead_man; S ends with 5 dead_man
    book 5 @ 90 | empty
    ada holds 0 usdt
    time 30
    ada buys 5 @ 90 as A2
    time 40
    book 10 @ 90 | empty`,

  'set again, it waits again; off, it never comes': `
    ada deadman 20
    ada buys 5 @ 90
    time 15
    ada deadman 30
    time 20
    book 5 @ 90 | empty
    ada deadman off
    time 99
    book 5 @ 90 | empty`,

  'a moment that has come is refused': `
    time 10
    ada deadman 10                    => refused invalid_expiry
    ada deadman 9                     => refused invalid_expiry
    ada deadman 11`,

  'expiries of the same moment come first': `
    ada deadman 20
    ada buys 1 @ 90 as A
    ada buys 1 @ 90 until 20 as B
    bob buys 1 @ 90 until 19 as C
    time 20                           => C ends with 1 expired; B ends with 1 expired; A ends with 1 dead_man`,

  'of several at one moment the first is the one whose account comes first': `
    bob deadman 20
    ada deadman 20
    bob buys 1 @ 90
    ada buys 1 @ 90
    time 20                           => ada ends with 1 dead_man; bob ends with 1 dead_man`,

  'a pair ends leg by leg': `
    last 100
    ada deadman 20
    ada sells 5 @ 110 or stop 95 @ 94 as L+S
    time 20                           => L ends with 5 dead_man; S ends with 5 oco`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
