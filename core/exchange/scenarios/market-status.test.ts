import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'post_only takes limit orders that would not take, and stops that wait': `
    last 100
    ada sells 5 @ 101
    market post_only                  => market is post_only
    bob buys 5 @ 101                  => refused would_take
    bob buys 5 @ 100 as B
    bob buys 5 @ 100 until 90
    bob buys 5 @ 106 stop 105
    bob buys for 500 stop 105
    bob sells 5 trailing 5
    bob buys 5 @ 101 ioc              => refused market_not_open
    bob buys 5 @ 101 fok              => refused market_not_open
    bob buys 5 at market              => refused market_not_open
    amend B @ 101                     => refused would_take
    amend B @ 99                      => B moves to 5 @ 99; B rests 5
    cancel B                          => B ends with 5 requested`,

  'an auction takes limit orders, which rest, and stops that wait': `
    last 100
    ada sells 5 @ 101
    market auction                    => market is auction
    bob buys 5 @ 102
    bob buys 5 @ 101 post-only
    bob buys 5 @ 101 ioc              => refused market_not_open
    bob buys 5 @ 101 fok              => refused market_not_open
    bob buys 5 at market              => refused market_not_open
    bob buys 5 @ 106 stop 105
    bob sells 5 @ 110 or stop 95 @ 94
    book 5 @ 102, 5 @ 101 | 5 @ 101, 5 @ 110`,

  'cancel_only takes cancels, and amends that only reduce': `
    ada buys 5 @ 90 as A
    market cancel_only                => market is cancel_only
    bob buys 1 @ 90                   => refused market_not_open
    bob buys 1 at market              => refused market_not_open
    bob buys 5 @ 106 stop 105         => refused market_not_open
    bob sells 5 @ 110 or stop 95 @ 94 => refused market_not_open
    amend A to 6                      => refused market_not_open
    amend A @ 89                      => refused market_not_open
    amend A to 4                      => A loses 1 amended
    cancel A                          => A ends with 4 requested`,

  'halted and delisted do the same': `
    ada buys 5 @ 90 as A
    bob buys 5 @ 90 as B
    market halted                     => market is halted
    bob buys 1 @ 90                   => refused market_not_open
    amend A to 4                      => A loses 1 amended
    market delisted                   => market is delisted
    bob buys 1 @ 90                   => refused market_not_open
    amend A to 6                      => refused market_not_open
    amend A to 3                      => A loses 1 amended
    cancel A                          => A ends with 3 requested
    bob cancels all                   => B ends with 5 requested`,

  'dates come in every status': `
    ada buys 5 @ 90 until 20 as A
    market halted                     => market is halted
    time 20                           => A ends with 5 expired`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
