// One core that tells the same trades to all sockets: by the house's ranger, and by a loop of `send`.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { WebSocketServer } from 'ws'
import type { TradeMade } from '../../core/exchange/index.ts'
import { amountOf, decimalFromAmount } from '../../core/units/index.ts'
import type { Catalog } from '../../peatio/catalog/index.ts'
import type { Published } from '../../peatio/engine/index.ts'
import type { MarketData } from '../../peatio/market-data/index.ts'
import { createRanger, rangerDefaults } from '../../peatio/ranger/index.ts'
import { cpuMs, speak } from '../wire/pinned.ts'

/** Trades to tell, so many in each of ranger's gathering times. */
export type FanOutQuestion = { by: 'ranger' | 'loop'; messages: number; portion: number }

const gatheringMs = rangerDefaults.coalesceMs + 2
const market = 'btcusdt'
const scale = { market, pricePrecision: 2, amountPrecision: 6 }

/** Ranger hears of these records as it hears of the engine's. */
let tell: (records: Published[]) => void = () => {}
const marketData = {
  listen(hear: typeof tell) {
    tell = hear
    return () => {}
  },
  feed: () => ({ scale }),
} satisfies Record<'listen' | 'feed', unknown> as object as MarketData
const ranger = createRanger({
  catalog: { markets: () => [] } satisfies Record<'markets', unknown> as object as Catalog,
  marketData,
  cancelOrders: async () => {},
  log: pino({ level: 'error' }),
})
const server = createServer()
server.on('upgrade', (request, socket, head) =>
  ranger.handleUpgrade(request, socket, head, { channel: 'public', uid: undefined }),
)
server.listen(0, '127.0.0.1')
const plain = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
plain.on('connection', (ws) => ws.send('{}'))
await new Promise((resolve) => plain.once('listening', resolve))

const tradeOf = (id: number) =>
  ({
    kind: 'trade',
    trade: id,
    market,
    takerSide: 'buy',
    price: 320_000 + (id % 100),
    base: amountOf(1_000 + (id % 1_000), scale.amountPrecision),
  }) as object as TradeMade

const recordOf = (id: number) =>
  ({
    sequence: id,
    at: 1_800_000_000_000 + id,
    events: [tradeOf(id)],
    touched: { orders: [], balances: [], levels: [] },
  }) as object as Published

function tellInALoop(id: number): void {
  const { trade, takerSide, price, base } = tradeOf(id)
  const told = {
    tid: trade,
    taker_type: takerSide,
    date: 1_800_000_000,
    price: decimalFromAmount(amountOf(price, scale.pricePrecision)),
    amount: decimalFromAmount(base),
  }
  const text = JSON.stringify({ [`${market}.trades`]: { trades: [told] } })
  for (const ws of plain.clients) ws.send(text)
}

/** A portion falls into one of ranger's gathering times, however slow the machine is. */
async function run({ by, messages, portion }: FanOutQuestion): Promise<object> {
  for (let told = 0; told < messages; told++) {
    if (by === 'ranger') tell([recordOf(told)])
    else tellInALoop(told)
    if ((told + 1) % portion === 0) await new Promise((resolve) => setTimeout(resolve, gatheringMs))
  }
  return {}
}

speak(
  { ranger: (server.address() as AddressInfo).port, loop: (plain.address() as AddressInfo).port },
  (question: FanOutQuestion | { cpu: true }) => ('cpu' in question ? { cpuMs: cpuMs() } : run(question)),
)
