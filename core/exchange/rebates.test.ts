import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ppm, type MarketCode } from '../units/index.ts'
import type { SetTradingFee } from './command.ts'
import { decide, evolveAll } from './index.ts'
import { coversRebates } from './rebates.ts'
import { bookScene, btcusdt } from './books-scene.ts'

const fee = (group: string, market: MarketCode | 'any', maker: number, taker: number): SetTradingFee => ({
  kind: 'set_trading_fee',
  group,
  market,
  makerFee: ppm(maker),
  takerFee: ppm(taker),
})

/** The rows that are there, the row that is asked for, and whether it may be. */
const cases: [string, SetTradingFee[], SetTradingFee, boolean][] = [
  ['a rebate as large as the taker fee', [], fee('any', 'any', -2_000, 2_000), true],
  ['a rebate beyond the taker fee', [], fee('any', 'any', -2_001, 2_000), false],
  [
    'a rebate of one group that the taker fee of another does not reach',
    [fee('any', 'any', 0, 2_000), fee('whale', 'any', 0, 100)],
    fee('maker', 'any', -101, 2_000),
    false,
  ],
  [
    'a rebate that the cheapest taker still pays',
    [fee('any', 'any', 0, 2_000), fee('whale', 'any', 0, 100)],
    fee('maker', 'any', -100, 2_000),
    true,
  ],
  [
    'a taker fee that is lowered below a rebate of another group',
    [fee('any', 'any', 0, 2_000), fee('maker', 'any', -500, 2_000)],
    fee('whale', 'any', 0, 499),
    false,
  ],
  [
    'a rebate on one market, where all takers pay enough, though elsewhere they would not',
    [fee('any', 'any', 0, 100), fee('any', btcusdt, 0, 900)],
    fee('maker', btcusdt, -900, 900),
    true,
  ],
  [
    'the same rebate on all markets',
    [fee('any', 'any', 0, 100), fee('any', btcusdt, 0, 900)],
    fee('maker', 'any', -900, 900),
    false,
  ],
  [
    'a group with a cheaper fee of its own on that market',
    [fee('any', 'any', 0, 900), fee('maker', btcusdt, -900, 900)],
    fee('whale', btcusdt, 0, 0),
    false,
  ],
  ['no fees at all', [fee('any', 'any', 0, 0)], fee('maker', 'any', 0, 0), true],
]

for (const [what, rows, asked, may] of cases) {
  test(`${what}: ${may ? 'may be' : 'is refused'}`, () => {
    const state = bookScene()
    state.fees.clear()
    for (const row of rows) state.fees.set(`${row.group}/${row.market}`, row)
    assert.equal(coversRebates(state, asked), may)
  })
}

test('a user whose group has no fees counts as everyone: giving him a group needs no look at the table', () => {
  const state = bookScene()
  state.fees.clear()
  state.fees.set('any/any', fee('any', 'any', 0, 100))
  assert.equal(coversRebates(state, fee('maker', 'any', -101, 500)), false)
})

test('a rebate that takers pay is set, one that they do not pay leaves the table as it is', () => {
  const state = bookScene()
  const before = [...state.fees.keys()]
  const greedy = decide(state, fee('maker', 'any', -200_000, 2_000), 1 as never)
  assert.deepEqual(greedy, { rejection: 'invalid_definition' })
  const fair = decide(state, fee('maker', 'any', 0, 2_000), 1 as never)
  assert.ok('events' in fair)
  evolveAll(state, fair.events, 1 as never)
  assert.deepEqual([...state.fees.keys()], [...before, 'maker/any'])
})
