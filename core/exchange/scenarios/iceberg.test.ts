import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'an iceberg shows a part, and the next one when that is spent': `
    ada sells 9 @ 100 shows 4 as A
    book empty | 4 @ 100
    bob buys 3 @ 100                  => bob gets 3 @ 100 from A
    book empty | 1 @ 100
    bob buys 1 @ 100                  => bob gets 1 @ 100 from A
    book empty | 4 @ 100
    bob buys 4 @ 100                  => bob gets 4 @ 100 from A
    book empty | 1 @ 100
    ada holds 1 btc`,

  'each part that is shown stands at the back of its price': `
    ada sells 5 @ 100 shows 2 as A
    bob sells 3 @ 100
    cy buys 6 @ 100                   => cy gets 2 @ 100 from A; cy gets 3 @ 100 from bob; cy gets 1 @ 100 from A
    book empty | 1 @ 100`,

  'a walk meets it again and again': `
    ada sells 5 @ 100 shows 2 as A
    bob buys 5 @ 100                  => bob gets 2 @ 100 from A; bob gets 2 @ 100 from A; bob gets 1 @ 100 from A
    book empty | empty`,

  'it takes with all that it has, and hides only what rests': `
    ada buys 5 @ 100
    bob sells 9 @ 100 shows 3 as B    => ada gets 5 @ 100 from B; B rests 4
    book empty | 3 @ 100`,

  'a part is smaller than the whole, and not below the least quantity': `
    ada sells 5 @ 100 shows 5         => refused invalid_display
    ada sells 5 @ 100 shows 6         => refused invalid_display
    ada sells 5 @ 100 shows 0         => refused invalid_display
    controls quantity 3..100
    ada sells 5 @ 100 shows 2         => refused invalid_display
    ada sells 5 @ 100 shows 3`,

  'it has a hundred parts at most, also after it was amended': `
    ada sells 100 @ 100 shows 1 as A
    ada sells 101 @ 100 shows 1       => refused invalid_display
    amend A to 101                    => refused invalid_display
    amend A to 99 @ 101               => A moves to 99 @ 101; A rests 99
    amend A to 100                    => A moves to 100 @ 101; A rests 100`,

  'only an order that may rest hides': `
    ada sells 5 @ 100 shows 2 ioc     => refused invalid_display
    ada sells 5 @ 100 shows 2 fok     => refused invalid_display
    ada sells 5 @ 100 shows 2 until 9
    time 9                            => ada ends with 5 expired`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
