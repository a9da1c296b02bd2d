import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoPassword } from '../world/demo.ts'
import { Bot, Person, type Json } from '../world/session.ts'
import { freePort, spawnExchange } from '../world/spawned-exchange.ts'
import { drawsOf, type Drill } from './drill.ts'
import { checkSyncOrder } from './check-sync-order.ts'
import { requireStrace, straceCommand } from './strace.ts'
import { seededRandom } from '../peatio/engine/seeded-stream.ts'

/** Orders that are on their way at the same time. */
const inParallel = 8

export const syncOrder: Drill = {
  summary:
    'by the system calls of the real exchange: no byte of an acknowledgement leaves before its fdatasync returned',
  roundsDefault: 500,
  async run({ rounds, seed, say }) {
    requireStrace()
    const { below } = drawsOf(seededRandom(seed))
    const place = mkdtempSync(join(tmpdir(), 'opex-sync-order-'))
    const log = join(place, 'calls')
    try {
      const calls = 'trace=pwrite64,write,writev,sendto,sendmsg,fdatasync'
      const exchange = await spawnExchange(join(place, 'data'), {
        port: await freePort(),
        env: { OPEX_DEMO_MAKERS: '0' },
        under: straceCommand(log, '-s', '65536', '-e', calls),
      })
      const person = new Person(exchange.url)
      assert.equal((await person.signIn('alice@opex.local', demoPassword)).status, 200)
      assert.equal((await person.enableSecondFactor()).status, 201)
      const bot = new Bot(exchange.url, await person.createApiKey())
      const uuids: string[] = []
      for (let placed = 0; placed < rounds; placed += inParallel) {
        const orders = Array.from({ length: Math.min(inParallel, rounds - placed) }, async () => {
          const price = `${1_900 + below(50)}.${10 + below(90)}`
          const order: Json = { market: 'ethusdt', side: 'buy', volume: '0.001', ord_type: 'limit', price }
          const { status, body } = await bot.place(order)
          assert.equal(status, 201, JSON.stringify(body))
          uuids.push(String(body['uuid']))
        })
        await Promise.all(orders)
        if (placed % 100 < inParallel) say(`${uuids.length} orders acknowledged`)
      }
      assert.equal(await exchange.stop(), 0)
      return { orders: uuids.length, ...checkSyncOrder(readFileSync(log, 'utf8'), uuids) }
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  },
}
