import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountId } from '../../core/units/index.ts'
import { openScene, type Scene } from './scene.ts'

const limit = { timeout: 20_000 }
const openOf = async (scene: Scene, account: string) =>
  (await scene.engine.read({ kind: 'open_orders', account: account as AccountId })).result.length
const bid = { side: 'buy', price: 9_000, quantity: 1 } as const

test(
  'whoever asks for it has no orders left when his socket is gone; others keep theirs',
  limit,
  async (t) => {
    const scene = await openScene(t)
    const watcher = await scene.connect('order', { uid: 'IDALICE', path: 'private' })
    const bot = await scene.connect('order', { uid: 'IDALICE', path: 'private' })
    const bob = await scene.connect('order', { uid: 'IDBOB', path: 'private' })
    bot.say({ event: 'cancel_on_disconnect', enabled: true })
    assert.deepEqual(await bot.next('success'), { message: 'cancel on disconnect is on' })
    await scene.place('IDALICE', bid)
    await scene.place('IDBOB', bid)
    await watcher.next('order')
    bob.ws.terminate()
    bot.ws.terminate()
    const canceled = (await watcher.next('order')) as { state: string; cancel_reason: string }
    assert.deepEqual([canceled.state, canceled.cancel_reason], ['cancel', 'disconnected'])
    assert.equal(await openOf(scene, 'IDBOB'), 1, 'he has not asked for it')
  },
)

test('what was switched off does nothing, and a socket that we close is a lost one too', limit, async (t) => {
  const scene = await openScene(t)
  const fickle = await scene.connect('order', { uid: 'IDALICE', path: 'private' })
  fickle.say({ event: 'cancel_on_disconnect', enabled: true })
  fickle.say({ event: 'cancel_on_disconnect', enabled: false })
  await fickle.next('success')
  assert.match(JSON.stringify(await fickle.next('success')), /is off/)
  await scene.place('IDALICE', bid)
  fickle.ws.terminate()
  while (scene.ranger.clients() > 0) await new Promise(setImmediate)
  assert.equal(await openOf(scene, 'IDALICE'), 1)
  const bot = await scene.connect('order', { uid: 'IDALICE', path: 'private' })
  bot.say({ event: 'cancel_on_disconnect', enabled: true })
  await bot.next('success')
  await scene.ranger.close()
  assert.equal(await openOf(scene, 'IDALICE'), 0)
})

test('it takes a user and a plain answer', limit, async (t) => {
  const scene = await openScene(t)
  const anonymous = await scene.connect('btcusdt.trades')
  anonymous.say({ event: 'cancel_on_disconnect', enabled: true })
  assert.equal(await anonymous.next('error'), 'Cancel on disconnect needs a private socket')
  for (const enabled of [undefined, 1, 'true', null]) {
    anonymous.say({ event: 'cancel_on_disconnect', enabled })
    assert.equal(await anonymous.next('error'), 'Enabled must be true or false')
  }
})
