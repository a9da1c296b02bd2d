import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'less at the same price keeps its place': `
    ada sells 5 @ 100 as A
    bob sells 5 @ 100
    amend A to 3                      => A loses 2 amended
    ada holds 3 btc
    cy buys 4 @ 100                   => cy gets 3 @ 100 from A; cy gets 1 @ 100 from bob`,

  'more goes behind everyone at its price': `
    ada sells 5 @ 100 as A
    bob sells 5 @ 100
    amend A to 6                      => A moves to 6 @ 100; A rests 6
    ada holds 6 btc
    cy buys 6 @ 100                   => cy gets 5 @ 100 from bob; cy gets 1 @ 100 from A`,

  'another price goes behind everyone there, even on the way back': `
    ada sells 5 @ 100 as A
    bob sells 5 @ 100
    amend A @ 101                     => A moves to 5 @ 101; A rests 5
    amend A @ 100                     => A moves to 5 @ 100; A rests 5
    cy buys 6 @ 100                   => cy gets 5 @ 100 from bob; cy gets 1 @ 100 from A`,

  'a price that meets others trades at once, with what it has': `
    ada buys 5 @ 90 as A
    bob sells 2 @ 95
    amend A @ 96                      => A moves to 5 @ 96; A gets 2 @ 95 from bob; A rests 3
    ada holds 288 usdt
    ada has 999810 usdt`,

  'the quantity is the new total: what is filled counts': `
    ada sells 5 @ 100 as A
    bob buys 2 @ 100                  => bob gets 2 @ 100 from A
    amend A to 2                      => refused invalid_quantity
    amend A to 3                      => A loses 2 amended
    book empty | 1 @ 100
    amend A to 10 @ 101               => A moves to 8 @ 101; A rests 8
    ada holds 8 btc`,

  'it is accepted only if the promise can grow': `
    ada buys 5 @ 100 as A
    amend A to 10001                  => refused insufficient_funds
    amend A @ 200001                  => refused insufficient_funds
    ada holds 500 usdt
    amend A to 10000                  => A moves to 10000 @ 100; A rests 10000`,

  'no change is no event': `
    ada sells 5 @ 100 as A
    bob sells 5 @ 100
    amend A to 5 @ 100
    cy buys 5 @ 100                   => cy gets 5 @ 100 from A`,

  'an iceberg loses hidden lots first, and keeps what it shows': `
    ada sells 9 @ 100 shows 4 as A
    bob buys 1 @ 100                  => bob gets 1 @ 100 from A
    amend A to 6                      => A loses 3 amended
    book empty | 3 @ 100
    amend A to 3                      => A loses 3 amended
    book empty | 2 @ 100`,

  'an iceberg that moves shows its whole part again': `
    ada sells 9 @ 100 shows 4 as A
    bob buys 1 @ 100                  => bob gets 1 @ 100 from A
    amend A @ 101                     => A moves to 8 @ 101; A rests 8
    book empty | 4 @ 101`,

  'a post-only order is not amended into the other side': `
    ada buys 5 @ 90 post-only as A
    bob sells 2 @ 95
    amend A @ 95                      => refused would_take
    book 5 @ 90 | 2 @ 95
    amend A @ 94                      => A moves to 5 @ 94; A rests 5`,

  'what meets its own user is treated by its own mode': `
    ada buys 5 @ 90 cancel_maker as A
    ada sells 2 @ 95 as B
    amend A @ 95                      => A moves to 5 @ 95; B ends with 2 self_trade; A rests 5
    ada sells 2 @ 96 as C
    ada buys 1 @ 94 as D
    amend D @ 96                      => D moves to 1 @ 96; D ends with 1 self_trade`,

  'it passes the checks of the market': `
    ada buys 5 @ 90 as A
    controls price 50..200 quantity 2..10 notional 300
    amend A @ 49                      => refused invalid_price
    amend A @ 201                     => refused invalid_price
    amend A to 11                     => refused invalid_quantity
    amend A to 5 @ 59                 => refused notional_too_small
    amend A to 5 @ 60                 => A moves to 5 @ 60; A rests 5`,

  'only an own order that rests': `
    last 100
    ada buys 5 @ 106 stop 105 as S
    amend S to 4                      => refused unknown_order
    ada buys 5 @ 90 as A
    cancel A                          => A ends with 5 requested
    amend A to 4                      => refused unknown_order`,

  'a stop waits unamended; once it was triggered and rests, it is amended like any limit order': `
    last 100
    ada sells 5 @ 94 stop 95 as S
    amend S to 4                      => refused unknown_order
    cy buys 1 @ 95
    dee sells 1 @ 95                  => cy gets 1 @ 95 from dee; S wakes; S rests 5
    bob sells 5 @ 94 as B
    amend S to 4                      => S loses 1 amended
    ada holds 4 btc
    amend S to 6                      => S moves to 6 @ 94; S rests 6
    ada holds 6 btc
    cy buys 6 @ 94                    => cy gets 5 @ 94 from B; cy gets 1 @ 94 from S
    amend S to 1                      => refused invalid_quantity
    amend S @ 99                      => S moves to 5 @ 99; S rests 5
    book empty | 5 @ 99`,

  'a triggered buy that is amended promises its new limit, walks at once, and waits for no trigger again': `
    ada buys 2 @ 106 stop 105 as S
    bob sells 1 @ 105
    cy buys 1 @ 105                   => cy gets 1 @ 105 from bob; S wakes; S rests 2
    ada holds 212 usdt
    bob sells 1 @ 107 as X
    amend S @ 108                     => S moves to 2 @ 108; S gets 1 @ 107 from X; S rests 1
    ada holds 108 usdt
    amend S @ 90                      => S moves to 1 @ 90; S rests 1
    ada holds 90 usdt
    bob sells 1 @ 105
    cy buys 1 @ 105                   => cy gets 1 @ 105 from bob
    amend S @ 2000000                 => refused insufficient_funds
    cancel S                          => S ends with 1 requested
    ada holds 0 usdt`,

  'a triggered stop-limit keeps its terms: post-only, its mode, its date': `
    last 100
    ada sells 5 @ 94 stop 95 post-only as P
    ada sells 5 @ 93 stop 95 cancel_maker until 20 as G
    cy buys 1 @ 95
    dee sells 1 @ 95                  => cy gets 1 @ 95 from dee; P wakes; P rests 5; G wakes; G rests 5
    bob buys 1 @ 90
    amend P @ 90                      => refused would_take
    ada buys 2 @ 91 as A
    amend G @ 91                      => G moves to 5 @ 91; A ends with 2 self_trade; G rests 5
    time 20                           => G ends with 5 expired`,

  'the band counts for a triggered stop-limit that is amended: it is a limit order now': `
    controls band 10%
    last 100
    ada sells 5 @ 80 stop 95 as S
    cy buys 1 @ 95
    dee sells 1 @ 95                  => cy gets 1 @ 95 from dee; S wakes; S rests 5
    amend S to 6                      => refused price_outside_band
    amend S to 4                      => S loses 1 amended
    amend S @ 85                      => refused price_outside_band
    amend S @ 86                      => S moves to 4 @ 86; S rests 4`,

  'it keeps its date': `
    ada buys 5 @ 90 until 20 as A
    amend A to 6 @ 91                 => A moves to 6 @ 91; A rests 6
    time 20                           => A ends with 6 expired`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
