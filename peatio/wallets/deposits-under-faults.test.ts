import assert from 'node:assert/strict'
import { test } from 'node:test'
import { btc, killedAt, openScene } from './scene.ts'

test('through kills, reorgs and engine failures, exactly what the chain delivered is credited', async (t) => {
  let lostInAll = 0
  for (const seed of [1, 2, 3, 4]) {
    const scene = await openScene(t)
    const { node } = scene.coin
    const random = createRandom(seed)
    const below = (count: number) => Math.floor(random() * count)
    const addresses = [await scene.addressOf('ID1'), await scene.addressOf('ID2')]
    scene.network.confirmationsRequired = 4
    for (let step = 0; step < 60; step += 1) {
      const kind = below(10)
      if (kind < 4) await scene.pay(addresses[below(2)]!, btc(0.01 + below(100) / 100))
      if (kind < 6) await node.mine(1 + below(3))
      // Shallower than the confirmations: a deeper one is an accident that the alarm is for.
      const depth = Math.min(1 + below(3), node.state.blocks.length - 1)
      if (kind >= 8 && depth > 0) {
        const undone = node.state.blocks.slice(-depth).flatMap(({ txids }) => txids)
        await node.reorg({ depth, remine: below(2) === 0, drop: undone.filter(() => below(3) === 0) })
      }
      scene.engine.fail = ([null, null, 'before', 'after'] as const)[below(4)]!
      const sql =
        below(2) === 0 ? killedAt(scene.sql, 1 + below(25), below(2) === 0 ? 'before' : 'after') : scene.sql
      await scene.round({ sql }).catch(() => undefined)
    }
    scene.engine.fail = null
    await node.mine(5)
    await scene.round()

    const delivered = node.state.blocks.flatMap(({ txids }) => txids).toSorted()
    const keys = scene.engine.credits.map(({ key }) => key)
    assert.deepEqual(
      keys.toSorted(),
      delivered.map((txid) => `deposit:devnet-btc:${txid}:0`),
      `seed ${seed}`,
    )
    const rows = await scene.deposits()
    const lost = rows.filter(({ txid }) => !delivered.includes(txid))
    assert.ok(lost.every(({ status }) => status === 'orphaned'))
    assert.ok(rows.filter((row) => !lost.includes(row)).every(({ status }) => status === 'credited'))
    assert.ok(delivered.length > 5, `seed ${seed}: ${delivered.length}`)
    lostInAll += lost.length
  }
  assert.ok(lostInAll > 0, 'some deposits were seen and then dropped')
})

/** Numbers in [0, 1) from a seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
