import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMetrics } from '../../../platform/metrics/index.ts'
import { openScene, quiet } from '../scene.ts'
import { createAlarm } from './alarm.ts'
import { difference, type Difference } from './difference.ts'

test('a difference is told once while it lasts, whatever its sums, and again when it comes back', async (t) => {
  const scene = await openScene()
  t.after(() => scene.close())
  const metrics = createMetrics()
  const alarm = createAlarm({ ...scene, metrics, log: quiet, clock: () => scene.now(), webhook: '' })
  t.after(() => alarm.stop())
  const lost = (count: bigint): Difference =>
    difference('operations', 'IDBOB usd 201', { expected: count, found: count - 1n })
  const alarms = async () =>
    Number(/^opex_reconciliation_alarms_total (.*)$/m.exec((await metrics.read()).text)?.[1])

  await alarm.report({ differences: [lost(5n)], sequence: 5 }, true)
  assert.equal(await alarms(), 1)
  await alarm.report({ differences: [lost(6n)], sequence: 6 }, false)
  await alarm.report({ differences: [], sequence: 7 }, false)
  await alarm.report({ differences: [lost(8n)], sequence: 8 }, true)
  assert.equal(await alarms(), 1, 'it lasts: a look at changes finds it only where something changes')
  await alarm.report({ differences: [], sequence: 9 }, true)
  await alarm.report({ differences: [lost(8n)], sequence: 10 }, false)
  assert.equal(await alarms(), 2, 'it was repaired, and is there again')
})
