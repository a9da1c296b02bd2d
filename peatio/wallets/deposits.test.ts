import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, unit } from '../../core/units/index.ts'
import type { Coin } from '../../plugins/coins/index.ts'
import { btc, killedAt, openScene, type Scene } from './scene.ts'

const statuses = async (scene: Scene) => (await scene.deposits()).map(({ status }) => status)

test('a payment is seen, confirmed by three blocks, credited once, and told once', async (t) => {
  const scene = await openScene(t)
  const { node } = scene.coin
  const address = await scene.addressOf('ID1')
  await node.mine(2)
  await scene.round()
  assert.deepEqual(await statuses(scene), [])

  const txid = await scene.pay(address, btc(0.5))
  await scene.round()
  assert.deepEqual(await statuses(scene), [], 'a payment in the pool is not seen')
  await node.mine()
  await scene.round()
  assert.deepEqual(await statuses(scene), ['seen'])
  await node.mine()
  await scene.round()
  assert.deepEqual([await statuses(scene), scene.engine.credits.length], [['seen'], 0])
  await node.mine()
  await scene.round()
  assert.deepEqual(await statuses(scene), ['credited'])

  await node.mine(5)
  for (let again = 0; again < 3; again += 1) await scene.round()
  assert.equal(scene.engine.credits.length, 1)
  const [credit] = scene.engine.credits
  assert.deepEqual(
    [credit!.key, credit!.account, credit!.asset, credit!.sum, credit!.reference],
    [`deposit:devnet-btc:${txid}:0`, 'ID1', 'btc', unit / 2n, txid],
  )
  assert.deepEqual(
    scene.credited.map(({ uid, status }) => [uid, status]),
    [['ID1', 'credited']],
  )
})

test('two outputs of one transaction are two deposits, and a stranger is none', async (t) => {
  const scene = await openScene(t)
  const [mine, yours] = [await scene.addressOf('ID1'), await scene.addressOf('ID2')]
  const stranger = (await scene.coin.addresses.deposit('nobody of ours'))!.address
  const sum = btc(1).toString()
  await scene.coin.node.send([mine, stranger, yours, mine].map((address) => ({ address, asset: 'btc', sum })))
  await scene.coin.node.mine(3)
  await scene.round()
  assert.deepEqual(
    scene.engine.credits.map(({ account }) => account),
    ['ID1', 'ID2', 'ID1'],
  )
})

test('killed before or after any statement, a deposit is credited exactly once', async (t) => {
  for (const when of ['before', 'after'] as const) {
    const scene = await openScene(t)
    const address = await scene.addressOf('ID1')
    let expected = 0
    for (let statement = 1; ; statement += 1) {
      await scene.pay(address, btc(0.01))
      expected += 1
      await scene.coin.node.mine(3)
      const killed = killedAt(scene.sql, statement, when)
      const died = await scene.round({ sql: killed }).then(
        () => false,
        () => true,
      )
      await scene.round()
      assert.equal(scene.engine.credits.length, expected, `${when} statement ${statement}`)
      assert.ok((await statuses(scene)).every((status) => status === 'credited'))
      if (!died) {
        assert.ok(statement > 15, `${statement} statements were tried`)
        break
      }
    }
  }
})

test('an engine that stops before or after its decision is asked again, and credits once', async (t) => {
  const scene = await openScene(t)
  const address = await scene.addressOf('ID1')
  for (const fail of ['before', 'after'] as const) {
    await scene.pay(address, btc(0.01))
    await scene.coin.node.mine(3)
    scene.engine.fail = fail
    await assert.rejects(scene.round(), { code: 'engine_stopped' })
    // Nothing else is read while a decided credit waits: a reorg now could not tell what is in the ledger.
    await scene.coin.node.mine()
    await assert.rejects(scene.round(), { code: 'engine_stopped' })
    scene.engine.fail = null
    await scene.round()
  }
  assert.equal(scene.engine.credits.length, 2)
  assert.deepEqual(await statuses(scene), ['credited', 'credited'])
})

test('a reorg while a decided credit waits for the engine: first the credit, then the alarm', async (t) => {
  for (const fail of ['before', 'after'] as const) {
    const scene = await openScene(t)
    await scene.pay(await scene.addressOf('ID1'), btc(0.1))
    await scene.coin.node.mine(3)
    scene.engine.fail = fail
    await assert.rejects(scene.round(), { code: 'engine_stopped' })
    await scene.coin.node.reorg({ depth: 3, remine: false })
    scene.engine.fail = null
    await scene.round()
    assert.deepEqual([await statuses(scene), scene.alarms], [['vanished'], ['deposit_vanished']])
    assert.equal(scene.engine.credits.length, 1)
  }
})

test('before confirmation, what a reorg mines again is credited once, what it drops never', async (t) => {
  const scene = await openScene(t)
  const { node } = scene.coin
  const address = await scene.addressOf('ID1')
  const kept = await scene.pay(address, btc(0.1))
  const dropped = await scene.pay(address, btc(0.2))
  await node.mine(2)
  await scene.round()
  assert.deepEqual(await statuses(scene), ['seen', 'seen'])

  await node.reorg({ depth: 2, remine: false, drop: [dropped] })
  await scene.round()
  assert.deepEqual(await statuses(scene), ['orphaned', 'orphaned'])
  assert.equal(scene.engine.credits.length, 0)
  await node.mine(3)
  await scene.round()
  assert.deepEqual(
    (await scene.deposits()).map(({ txid, status }) => [txid, status]),
    [
      [kept, 'credited'],
      [dropped, 'orphaned'],
    ],
  )
  assert.equal(scene.engine.credits.length, 1)
  assert.deepEqual(scene.alarms, [])
})

test('a credited deposit whose block is replaced is an alarm, and comes back without another credit', async (t) => {
  const scene = await openScene(t)
  const { node } = scene.coin
  await scene.pay(await scene.addressOf('ID1'), btc(0.1))
  await node.mine(3)
  await scene.round()
  await node.reorg({ depth: 3, remine: false })
  await scene.round()
  assert.deepEqual(await statuses(scene), ['vanished'])
  assert.deepEqual(scene.alarms, ['deposit_vanished'])
  await node.mine(4)
  await scene.round()
  assert.deepEqual(await statuses(scene), ['credited'])
  assert.equal(scene.engine.credits.length, 1)
})

test('a sum below the minimum is recorded and not credited, the minimum itself is', async (t) => {
  const scene = await openScene(t)
  const address = await scene.addressOf('ID1')
  await scene.pay(address, amount(scene.network.depositMin - 10n ** 10n))
  await scene.pay(address, scene.network.depositMin)
  await scene.coin.node.mine(3)
  await scene.round()
  assert.deepEqual(await statuses(scene), ['dust', 'credited'])
  assert.deepEqual(
    scene.engine.credits.map(({ sum }) => sum),
    [scene.network.depositMin],
  )
})

test('while deposits are switched off they wait, and are credited afterwards', async (t) => {
  const scene = await openScene(t)
  await scene.pay(await scene.addressOf('ID1'), btc(0.1))
  await scene.coin.node.mine(10)
  scene.network.depositEnabled = false
  await scene.round()
  assert.deepEqual(await statuses(scene), ['seen'])
  scene.network.depositEnabled = true
  await scene.round()
  assert.deepEqual(await statuses(scene), ['credited'])
})

test('what the engine refuses is an alarm, and is not asked again', async (t) => {
  const scene = await openScene(t)
  const address = await scene.addressOf('ID1')
  scene.assets.push({ code: 'doge', type: 'coin', status: 'enabled', networks: [scene.network] })
  await scene.coin.node.send([{ address, asset: 'doge', sum: btc(1).toString() }])
  await scene.coin.node.mine(3)
  await scene.round()
  await scene.round()
  assert.deepEqual(await statuses(scene), ['refused'])
  assert.deepEqual([scene.alarms, scene.credited, scene.engine.credits], [['deposit_refused'], [], []])
})

const withReader = (coin: Coin, reader: Partial<Coin['reader']>): Coin => ({
  ...coin,
  reader: { ...coin.reader, ...reader },
})

test('a node that is pointed at another network is refused', async (t) => {
  const scene = await openScene(t)
  await scene.round()
  const other = withReader(scene.coin, { identity: async () => 'another genesis' })
  await assert.rejects(scene.round({ coin: other }), { code: 'wrong_chain' })
})

test('a node that is behind undoes nothing', async (t) => {
  const scene = await openScene(t)
  await scene.pay(await scene.addressOf('ID1'), btc(0.1))
  await scene.coin.node.mine(3)
  await scene.round()
  const { header } = scene.coin.reader
  await scene.round({ coin: withReader(scene.coin, { head: () => header(0) }) })
  assert.deepEqual([await statuses(scene), scene.alarms], [['credited'], []])
})

test('a block that cannot be read is read later: no height is skipped', async (t) => {
  const scene = await openScene(t)
  const address = await scene.addressOf('ID1')
  await scene.coin.node.mine(2)
  await scene.pay(address, btc(0.1))
  await scene.coin.node.mine(4)
  const { block } = scene.coin.reader
  const failing = withReader(scene.coin, {
    block: (height, watched) => (height === 3 ? Promise.reject(new Error('null')) : block(height, watched)),
  })
  await assert.rejects(scene.round({ coin: failing }))
  await assert.rejects(scene.round({ coin: failing }))
  await scene.round()
  assert.deepEqual(await statuses(scene), ['credited'])
  const wrong = withReader(scene.coin, { block: (height, watched) => block(height - 1, watched) })
  await scene.coin.node.mine()
  await assert.rejects(scene.round({ coin: wrong }), { code: 'chain_inconsistent' })
})

test('a branch that changes between two blocks of one round is not mixed with the old one', async (t) => {
  const scene = await openScene(t)
  const { node } = scene.coin
  const txid = await scene.pay(await scene.addressOf('ID1'), btc(0.1))
  await node.mine(4)
  const { block } = scene.coin.reader
  let read = 0
  const changing = withReader(scene.coin, {
    async block(height, watched) {
      read += 1
      if (read === 3) await node.reorg({ depth: 4, drop: [txid] })
      return block(height, watched)
    },
  })
  await scene.round({ coin: changing })
  await scene.round()
  assert.deepEqual([await statuses(scene), scene.engine.credits], [['orphaned'], []])
})
