import assert from 'node:assert/strict'
import { after, before, beforeEach } from 'node:test'
import type { Order } from '../../contract/index.ts'
import { openScene, type Reply, type Scene } from './scene.ts'

export type Ask = Record<string, unknown>
export const path = '/market/orders'

/** A scene for all tests of a file, in which nothing is open and the last price is 100 before each of them. */
export function useTradedScene() {
  let scene: Scene
  before(async () => (scene = await openScene()))
  after(() => scene.close())
  beforeEach(async () => {
    for (const who of ['alice', 'bob', 'carol']) await scene.post(who, `${path}/cancel`)
    await trade('0.01', '100')
  })
  const place = async (who: string, ask: Ask) =>
    orderOf(await scene.post(who, path, { market: 'btcusd', ...ask }))
  /** Bob sells to Carol. */
  const trade = async (volume: string, price: string) => {
    await place('bob', { side: 'sell', volume, price })
    return place('carol', { side: 'buy', volume, price })
  }
  return {
    place,
    trade,
    post: (who: string, at: string, body: Ask = {}) => scene.post(who, `${path}${at}`, body),
    get: (who: string, at: string) => scene.get(who, `${path}${at}`),
    read: async (who: string, order: Order) =>
      (await scene.get(who, `${path}/${order.id}`)).body as Order & { trades: unknown[] },
    wait: async (who: string) => (await scene.get(who, `${path}?state=wait`)).body as Order[],
    engine: () => scene.engine,
  }
}

export function orderOf({ status, body }: Reply): Order {
  assert.equal(status, 201, JSON.stringify(body))
  return body as Order
}
