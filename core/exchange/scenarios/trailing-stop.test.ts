import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a sell follows the market up and wakes when it falls by its trail': `
    last 100
    ada sells 2 trailing 5 as S
    ada holds 2 btc
    last 110
    last 106
    bob buys 9 @ 104
    cy buys 1 @ 105
    dee sells 1 @ 105                 => cy gets 1 @ 105 from dee; S wakes; bob gets 2 @ 104 from S`,

  'a fall that is smaller moves nothing': `
    last 100
    ada sells 2 trailing 5 as S
    last 96
    last 100
    last 96
    bob buys 9 @ 90
    last 95                           => S wakes; bob gets 2 @ 90 from S`,

  'a buy follows it down and wakes when it rises by its trail': `
    last 100
    ada buys 2 trailing 5 within 120 as S
    ada holds 240 usdt
    last 90
    last 94
    bob sells 9 @ 99
    last 95                           => S wakes; S gets 2 @ 99 from bob
    ada has 999802 usdt`,

  'the trades of one walk count one by one': `
    last 100
    ada sells 2 trailing 5 as S
    bob sells 1 @ 104
    cy sells 1 @ 108
    dee buys 2 @ 108                  => dee gets 1 @ 104 from bob; dee gets 1 @ 108 from cy
    yan buys 5 @ 103 as Y
    zoe sells 1 @ 103                 => Y gets 1 @ 103 from zoe; S wakes; Y gets 2 @ 103 from S`,

  'it needs a last price, and a sell a trail below it': `
    ada sells 2 trailing 5            => refused invalid_trigger
    last 100
    ada sells 2 trailing 100          => refused invalid_trigger
    ada sells 2 trailing 0            => refused invalid_trigger
    ada sells 2 trailing 99
    ada buys 2 trailing 5             => refused invalid_order
    ada buys for 500 trailing 200`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
