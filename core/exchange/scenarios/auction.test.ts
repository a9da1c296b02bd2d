import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'of two orders of one owner that meet, the younger may have the older canceled, and trades on': `
    market auction                    => market is auction
    ada sells 5 @ 100 as A
    ada buys 5 @ 100 cancel_maker as B
    bob sells 3 @ 100 as C
    market open                       => market is open; A ends with 5 self_trade; B gets 3 @ 100 from C in auction
    book 2 @ 100 | empty`,

  'in an auction orders rest without matching, and at its end they trade at one price': `
    market auction                    => market is auction
    ada buys 5 @ 102
    bob sells 3 @ 98
    book 5 @ 102 | 3 @ 98
    cy sells 2 @ 101
    market open                       => market is open; ada gets 3 @ 101 from bob in auction
                                      => ada gets 2 @ 101 from cy in auction
    ada has 999495 usdt
    ada holds 0 usdt`,

  'rule 1: the price at which most is traded': `
    market auction                    => market is auction
    ada buys 5 @ 102 as A
    bob buys 5 @ 100 as B
    cy sells 8 @ 99
    dee sells 4 @ 101
    market open                       => market is open; A gets 5 @ 100 from cy in auction
                                      => B gets 3 @ 100 from cy in auction
    book 2 @ 100 | 4 @ 101`,

  'rule 2: of those, the smallest surplus': `
    market auction                    => market is auction
    ada buys 5 @ 102
    bob buys 3 @ 100
    cy sells 5 @ 99
    dee sells 1 @ 101
    market open                       => market is open; ada gets 5 @ 101 from cy in auction
    book 3 @ 100 | 1 @ 101`,

  'rule 3: with more to buy, the highest': `
    market auction                    => market is auction
    ada buys 9 @ 105
    bob sells 5 @ 95
    market open                       => market is open; ada gets 5 @ 105 from bob in auction
    book 4 @ 105 | empty`,

  'rule 3: with more to sell, the lowest': `
    last 104
    market auction                    => market is auction
    ada buys 5 @ 105
    bob sells 9 @ 95
    market open                       => market is open; ada gets 5 @ 95 from bob in auction
    book empty | 4 @ 95`,

  'rule 4: in balance, nearest to the last price': `
    last 104
    market auction                    => market is auction
    ada buys 5 @ 105
    bob sells 5 @ 95
    market open                       => market is open; ada gets 5 @ 105 from bob in auction`,

  'rule 4: of two that are as near, the lower': `
    last 100
    market auction                    => market is auction
    ada buys 5 @ 105
    bob sells 5 @ 95
    market open                       => market is open; ada gets 5 @ 95 from bob in auction`,

  'rule 4: without a last price, nearest to the middle, rounded down': `
    market auction                    => market is auction
    ada buys 5 @ 104
    bob sells 5 @ 95
    cy sells 1 @ 200
    dee buys 1 @ 1
    market open                       => market is open; ada gets 5 @ 95 from bob in auction`,

  'in price-time order on both sides': `
    market auction                    => market is auction
    ada buys 2 @ 100 as A1
    bob buys 2 @ 101 as B
    ada buys 2 @ 100 as A2
    cy sells 1 @ 99 as C1
    dee sells 1 @ 98 as D
    cy sells 3 @ 99 as C2
    market open                       => market is open; B gets 1 @ 100 from D in auction
                                      => B gets 1 @ 100 from C1 in auction; A1 gets 2 @ 100 from C2 in auction
                                      => A2 gets 1 @ 100 from C2 in auction
    book 1 @ 100 | empty`,

  'hidden parts count for the price': `
    market auction                    => market is auction
    ada buys 9 @ 102 shows 1 as A
    bob sells 9 @ 98 as B
    cy sells 4 @ 102
    market open                       => market is open; A gets 1 @ 98 from B in auction
                                      => A gets 1 @ 98 from B in auction; A gets 1 @ 98 from B in auction
                                      => A gets 1 @ 98 from B in auction; A gets 1 @ 98 from B in auction
                                      => A gets 1 @ 98 from B in auction; A gets 1 @ 98 from B in auction
                                      => A gets 1 @ 98 from B in auction; A gets 1 @ 98 from B in auction`,

  'a market that opens for makers only is uncrossed too': `
    market auction                    => market is auction
    ada buys 5 @ 105
    bob sells 9 @ 95
    market post_only                  => market is post_only; ada gets 5 @ 95 from bob in auction`,

  'a halt in between changes nothing about it': `
    market auction                    => market is auction
    ada buys 5 @ 105
    bob sells 9 @ 95
    market halted                     => market is halted
    book 5 @ 105 | 9 @ 95
    controls status open              => ada gets 5 @ 95 from bob in auction`,

  'a pair of one user is prevented by the mode of the younger order': `
    market auction                    => market is auction
    ada buys 5 @ 105 cancel_both as A1
    ada sells 5 @ 95 as A2
    bob sells 5 @ 96
    market open                       => market is open; A2 ends with 5 self_trade; A1 gets 5 @ 96 from bob in auction
    market auction                    => market is auction
    ada buys 5 @ 105 as B1
    ada sells 2 @ 95 decrement as B2
    bob sells 5 @ 95
    market open                       => market is open; B1 loses 2 self_trade; B2 ends with 2 self_trade
                                      => B1 gets 3 @ 95 from bob in auction`,

  'and by decrement an iceberg loses hidden lots first, in its place': `
    market auction                    => market is auction
    ada buys 9 @ 105 shows 3 as A
    bob buys 1 @ 105
    ada sells 4 @ 95 decrement as D
    cy sells 4 @ 95
    market open                       => market is open; A loses 4 self_trade; D ends with 4 self_trade
                                      => A gets 3 @ 105 from cy in auction; bob gets 1 @ 105 from cy in auction
    book 2 @ 105 | empty`,

  'prevention that leaves a crossed book is followed by another price': `
    market auction                    => market is auction
    ada buys 7 @ 110 as A1
    ada sells 5 @ 97 cancel_both as A2
    cy sells 1 @ 98
    bob buys 1 @ 99
    market open                       => market is open; A1 ends with 7 self_trade; A2 ends with 5 self_trade
                                      => bob gets 1 @ 98 from cy in auction`,

  'and that one, too, is nearest to the last price of before the auction': `
    last 90
    market auction                    => market is auction
    ada buys 8 @ 110 as A1
    ada sells 5 @ 97 cancel_both as A2
    cy sells 1 @ 91
    bob buys 2 @ 99
    dee sells 2 @ 98
    market open                       => market is open; A1 gets 1 @ 110 from cy in auction
                                      => A1 ends with 7 self_trade; A2 ends with 5 self_trade
                                      => bob gets 2 @ 98 from dee in auction`,

  'both pay their maker rate, and a rebate counts as zero': `
    fees any maker 0.1% taker 0.3%
    fees vip maker -0.1% taker 0.2%
    bob joins vip
    market auction                    => market is auction
    ada buys 10 @ 100
    bob sells 10 @ 100
    market open                       => market is open; ada gets 10 @ 100 from bob in auction
    ada has 1009.99 btc
    bob has 1001000 usdt
    house has 0.01 btc
    house has 0 usdt`,

  'a time may be set at which it opens by itself': `
    time 10
    market auction until 50           => market is auction
    ada buys 5 @ 105
    bob sells 5 @ 105
    time 49
    book 5 @ 105 | 5 @ 105
    time 50                           => market is open; ada gets 5 @ 105 from bob in auction`,

  'stops wait through it, and follow its trades when the market is open': `
    last 100
    ada sells 1 @ 99 stop 98 as S
    market auction                    => market is auction
    bob sells 5 @ 97
    cy buys 5 @ 97
    market post_only                  => market is post_only; cy gets 5 @ 97 from bob in auction
    market open                       => market is open; S wakes; S rests 1`,

  'a stop that was triggered can still be canceled or expire while it waits for the market': `
    last 100
    ada sells 1 @ 99 stop 98 as A
    bob sells 1 @ 99 stop 98 until 50 as B
    market auction                    => market is auction
    bob sells 5 @ 97 as X
    cy buys 5 @ 97
    market post_only                  => market is post_only; cy gets 5 @ 97 from X in auction
    cancel A                          => A ends with 1 requested
    time 50                           => B ends with 1 expired
    market open                       => market is open`,

  'either leg of a pair that trades in it ends the other': `
    last 100
    market auction                    => market is auction
    bob buys 2 @ 110
    ada sells 5 @ 105 or stop 90 @ 89 as L+S
    market open                       => market is open; bob gets 2 @ 105 from L in auction; S ends with 5 oco`,

  'amended orders rest without matching as well': `
    market auction                    => market is auction
    ada buys 5 @ 90 as A
    bob sells 5 @ 95
    amend A @ 96                      => A moves to 5 @ 96; A rests 5
    book 5 @ 96 | 5 @ 95`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
