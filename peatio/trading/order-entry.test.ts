import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Order, OrderVerb } from '../../contract/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { createOrderEntry, type OrderEntry } from './order-entry.ts'
import { claimsOf, openScene, type Scene } from './scene.ts'

let scene: Scene
let entry: OrderEntry
before(async () => {
  scene = await openScene()
  entry = createOrderEntry({ ...scene, clock: scene.clock, log: createLog('test', 'silent') })
})
after(() => scene.close())

const say = (who: string, verb: OrderVerb, raw: Record<string, unknown> = {}) =>
  entry(claimsOf(who), verb, raw)
const limit = { market: 'btcusd', side: 'buy', volume: '0.5', price: '100.25' }
const path = '/market/orders'

test('a message gets the status and body that the request gets, also when it is refused', async () => {
  const placings: Record<string, unknown>[] = [
    {},
    limit,
    { ...limit, market: 'nowhere' },
    { ...limit, volume: '-1', price: 'x', side: 'both' },
    { ...limit, volume: '0.00001' },
    { ...limit, price: '99999999' },
    { ...limit, volume: '1000000' },
    { ...limit, ord_type: 'market' },
    { ...limit, client_order_id: 'mine' },
  ]
  for (const who of ['alice', 'guest']) {
    for (const raw of placings) {
      const [told, answered] = [await say(who, 'place_order', raw), await scene.post(who, path, raw)]
      assert.deepEqual(likeness(told), likeness(answered), JSON.stringify(raw))
    }
    for (const id of ['nothing', '999999', randomUUID()]) {
      const told = await say(who, 'cancel_order', { id })
      assert.deepEqual(told, await scene.post(who, `${path}/${id}/cancel`))
    }
    const told = await say(who, 'cancel_orders', { market: 'nowhere' })
    assert.deepEqual(told, await scene.post(who, `${path}/cancel`, { market: 'nowhere' }))
  }
})

/** Two orders differ in their names. */
const likeness = ({ status, body }: { status: number; body: unknown }) =>
  status === 201 ? [status, { ...(body as Order), id: 0, uuid: '' }] : [status, body]

test('requests that are sent without waiting are taken in their order', async () => {
  const uuid = randomUUID()
  const [placed, canceled, all] = await Promise.all([
    say('bob', 'place_order', { ...limit, side: 'sell', price: '9000', client_order_id: uuid }),
    say('bob', 'cancel_order', { id: uuid }),
    say('bob', 'cancel_orders'),
  ])
  assert.deepEqual([placed.status, canceled.status, all.status], [201, 201, 201])
  assert.equal((placed.body as Order).state, 'wait')
  assert.equal((canceled.body as Order).state, 'cancel')
  assert.deepEqual(all.body, [])
})

test('what was entered is canceled by its side and market alone', async () => {
  await say('alice', 'cancel_orders')
  const kept = (await say('alice', 'place_order', limit)).body as Order
  const gone = (await say('alice', 'place_order', { ...limit, side: 'sell', price: '9000' })).body as Order
  const { body } = await say('alice', 'cancel_orders', { side: 'sell' })
  assert.deepEqual(
    (body as Order[]).map(({ id, state }) => [id, state]),
    [[gone.id, 'cancel']],
  )
  const { body: open } = await scene.get('alice', `${path}?state=wait`)
  assert.deepEqual(
    (open as Order[]).map(({ id }) => id),
    [kept.id],
  )
})

test('an order that is sent twice under one client_order_id is one order', async () => {
  const raw = { ...limit, client_order_id: randomUUID() }
  const [first, again] = await Promise.all([
    say('alice', 'place_order', raw),
    say('alice', 'place_order', raw),
  ])
  assert.deepEqual(first, again)
})

test('an engine that is gone is unavailable, and the message is answered all the same', async () => {
  const other = await openScene()
  let warnings = 0
  const log = createLog('test', 'silent')
  log.warn = () => void (warnings += 1)
  const enter = createOrderEntry({ ...other, clock: other.clock, log })
  await other.engine.close()
  for (let message = 0; message < 50; message++) {
    const { status, body } = await enter(claimsOf('alice'), 'place_order', limit)
    assert.deepEqual([status, body], [503, { errors: ['server.service_unavailable'] }])
  }
  // Whoever cannot keep up cannot afford a line for each; a slow run may take more than the second that one stands for.
  assert.ok(warnings < 25, `${warnings} lines for 50 refusals`)
  await other.close()
})
