import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a buy wakes at a trade at or above its trigger, and is a limit order then': `
    last 100
    ada buys 2 @ 106 stop 105 as S
    ada holds 212 usdt
    book empty | empty
    last 104
    bob sells 3 @ 105
    cy buys 1 @ 105                   => cy gets 1 @ 105 from bob; S wakes; S gets 2 @ 105 from bob
    ada holds 0 usdt
    ada has 999790 usdt`,

  'a sell wakes at a trade at or below its trigger': `
    last 100
    ada sells 2 @ 94 stop 95 as S
    ada holds 2 btc
    bob buys 5 @ 93
    cy buys 1 @ 95
    dee sells 1 @ 95                  => cy gets 1 @ 95 from dee; S wakes; S rests 2
    book 5 @ 93 | 2 @ 94`,

  'orders alone wake nobody: only trades do': `
    last 100
    ada buys 2 @ 106 stop 105 as S
    bob sells 1 @ 107
    bob buys 1 @ 106
    book 1 @ 106 | 1 @ 107`,

  'at placement a buy lies above the last price, a sell below it': `
    last 100
    ada buys 2 @ 100 stop 100         => refused invalid_trigger
    ada buys 2 @ 100 stop 99          => refused invalid_trigger
    ada sells 2 @ 100 stop 100        => refused invalid_trigger
    ada sells 2 @ 100 stop 101        => refused invalid_trigger
    ada buys 2 @ 100 stop 101
    ada sells 2 @ 100 stop 99`,

  'without a last price any trigger may wait': `
    ada buys 1 @ 90 stop 50 as S
    bob sells 1 @ 60
    cy buys 1 @ 60                    => cy gets 1 @ 60 from bob; S wakes; S rests 1`,

  'of those that one trade wakes: buys from the lowest trigger up, sells from the highest down, the oldest first': `
    ada buys 1 @ 1 stop 57 as B57
    ada buys 1 @ 1 stop 55 as B55
    bob buys 1 @ 1 stop 57 as C57
    ada sells 1 @ 999 stop 60 as S60
    ada sells 1 @ 999 stop 62 as S62
    bob sells 1 @ 999 stop 60 as T60
    cy sells 1 @ 58
    dee buys 1 @ 58                   => dee gets 1 @ 58 from cy; B55 wakes; B55 rests 1; B57 wakes; B57 rests 1
                                      => C57 wakes; C57 rests 1; S62 wakes; S62 rests 1; S60 wakes; S60 rests 1
                                      => T60 wakes; T60 rests 1`,

  'every trade of a walk counts, in its order': `
    ada buys 1 @ 1 stop 102 as A
    bob buys 1 @ 1 stop 101 as B
    cy buys 1 @ 1 stop 103 as C
    cy sells 1 @ 101 as X
    cy sells 1 @ 103 as Y
    dee buys 2 @ 103                  => dee gets 1 @ 101 from X; dee gets 1 @ 103 from Y; B wakes; B rests 1
                                      => A wakes; A rests 1; C wakes; C rests 1`,

  'a stop that wakes another: the queue first, then its followers': `
    last 100
    ada buys 1 @ 110 stop 105 as A
    bob buys 1 @ 1 stop 108 as B
    cy buys 1 @ 1 stop 105 as C
    dee sells 1 @ 105 as D5
    dee sells 1 @ 108 as D8
    yan buys 1 @ 105                  => yan gets 1 @ 105 from D5; A wakes; A gets 1 @ 108 from D8
                                      => C wakes; C rests 1; B wakes; B rests 1`,

  'it takes its age when it wakes': `
    last 100
    ada sells 1 @ 97 stop 98 as S
    bob sells 1 @ 97 as B             
    cy buys 1 @ 97                    => cy gets 1 @ 97 from B; S wakes; S rests 1
    dee sells 1 @ 97
    cy buys 2 @ 97                    => cy gets 1 @ 97 from S; cy gets 1 @ 97 from dee`,

  'its time in force speaks of its life after the trigger; a date also of the wait': `
    last 100
    ada sells 2 @ 94 stop 95 ioc as I
    bob sells 2 @ 94 stop 95 until 20 as G
    cy sells 2 @ 93 stop 95 fok as F
    dee buys 3 @ 95 as D
    yan sells 1 @ 95                  => D gets 1 @ 95 from yan; I wakes; D gets 2 @ 95 from I
                                      => G wakes; G rests 2; F wakes; F ends with 2 unfilled
    ada sells 2 @ 89 stop 90 until 15 as W
    time 20                           => W ends with 2 expired; G ends with 2 expired`,

  'it is canceled like any order while it waits': `
    last 100
    ada buys 2 @ 106 stop 105 as S
    cancel S                          => S ends with 2 requested
    ada holds 0 usdt`,

  'a trigger is a price within the bounds of the market': `
    controls price 50..200
    ada buys 2 @ 100 stop 201         => refused invalid_trigger
    ada buys 2 @ 100 stop 49          => refused invalid_trigger
    ada buys 2 @ 201 stop 150         => refused invalid_price
    ada buys 2 @ 100 stop 200`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
