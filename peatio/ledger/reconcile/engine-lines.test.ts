import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  amount,
  type AccountId,
  type AssetCode,
  type Sequence,
  type TimeMs,
} from '../../../core/units/index.ts'
import type { Published } from '../../engine/index.ts'
import { EngineLines } from './engine-lines.ts'

const record = (sequence: number, ...lines: [string, bigint][]): Published => ({
  sequence: sequence as Sequence,
  at: sequence as TimeMs,
  key: `${sequence}`,
  kind: 'credit_deposit',
  rejection: null,
  events: [],
  touched: {
    orders: [],
    levels: [],
    balances: lines.map(([account, posted]) => ({
      account: account as AccountId,
      asset: 'btc' as AssetCode,
      posted,
      held: amount(0n),
    })),
  },
})
const told = (lines: EngineLines, after: number, until: number) =>
  [...lines.changed(after, until).values()].map(({ account, posted }) => `${account} ${posted}`)

test('a line is as the last record up to a sequence left it', async () => {
  const lines = new EngineLines(0, 10)
  await lines.consume([record(1, ['ada', 1n]), record(2, ['ada', 2n], ['bob', 5n]), record(3, ['ada', 3n])])
  assert.deepEqual(told(lines, 0, 2), ['ada 2', 'bob 5'])
  assert.deepEqual(told(lines, 2, 9), ['ada 3'])
  lines.forget(2)
  assert.deepEqual(told(lines, 0, 9), ['ada 3'])
  assert.equal(lines.received, 3)
})

test('a publisher waits while too much was not compared, unless somebody waits for what comes next', async () => {
  const lines = new EngineLines(0, 1)
  let taken = 0
  const publish = async () => {
    for (let sequence = 1; sequence <= 6; sequence++) {
      await lines.consume([record(sequence, ['ada', BigInt(sequence)])])
      taken = sequence
    }
  }
  const publishing = publish()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(taken, 1)
  await lines.reached(4)
  assert.ok(lines.received >= 4)
  lines.forget(lines.received)
  await lines.reached(6)
  lines.close()
  await publishing
  assert.equal(taken, 6)
  await assert.rejects(lines.reached(7), { code: 'reconciler_stopped' })
})
