import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { AdminMarket } from '../../contract/index.ts'
import type { MarketCode } from '../../core/units/index.ts'
import { openScene } from './scene.ts'

test('who changes a limit does not open a market that was halted meanwhile', async (t) => {
  const scene = await openScene()
  t.after(() => scene.close())
  const { engine } = scene
  const { read } = engine
  // Just when an operator has looked at the definition, the market breaks.
  engine.read = async function halting(query) {
    const reply = await read.call(engine, query)
    if (query.kind === 'definitions') {
      const command = { kind: 'set_market_status', status: 'halted', reason: 'internal_fault' } as const
      await engine.submit({ key: randomUUID(), command: { ...command, market: 'btcusd' as MarketCode } })
    }
    return reply as never
  }
  const change = { id: 'btcusd', min_amount: '0.01', reason: 'drill' }
  const { status, body } = await scene.call('admin:ada', 'POST', '/admin/markets/update', change)
  const { min_amount: least, status: now } = body as AdminMarket
  assert.deepEqual([status, Number(least), now], [201, 0.01, 'halted'])
})
