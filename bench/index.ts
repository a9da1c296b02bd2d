// `npm run bench`: everything that the house measures, in one run. `npm run bench -- core engine` picks parts.
import { runCoreBench } from './core/index.ts'
import { runEngineBench } from './engine/index.ts'
import { runPageBench } from './page/index.ts'
import { runFanOutBench } from './fan-out/index.ts'
import { medianOf } from './results.ts'
import { runSweep } from './sweep/index.ts'
import { runHttpBench, runSocketBench } from './wire/index.ts'
import { runStackBench } from './stack/index.ts'

const seed = Number(process.env['OPEX_SEED'] ?? 42)
const operations = Number(process.env['OPEX_BENCH_OPERATIONS'] ?? 1_000_000)
const seconds = Number(process.env['OPEX_BENCH_SECONDS'] ?? 60)
const rounds = 5

const say = (line: string) => console.error(line)

const parts: Record<string, () => Promise<void>> = {
  async core() {
    console.log(
      `\nExchange core with ledger, fees and events, against order books that only match (seed ${seed})`,
    )
    console.table(await runCoreBench({ operations, rounds, seed }))
  },
  async engine() {
    console.log(`\nThe engine with its journal on this disk (medians of ${rounds} rounds, seed ${seed})`)
    console.table(await runEngineBench({ operations: 50_000, rate: 100_000, seconds: 1, rounds, seed }))
  },
  async http() {
    console.log(`\nOrders by HTTP beside an echo, servers on one core and load on the other (seed ${seed})`)
    console.table(await runHttpBench({ seconds: 2, rounds, seed }))
  },
  async socket() {
    console.log(
      `\nOrders over one websocket beside an echo, servers on one core and load on the other (seed ${seed})`,
    )
    console.table(await runSocketBench({ seconds: 2, rounds, seed }))
  },
  async 'fan-out'() {
    console.log(`\nMarket data to 1,000 readers, CPU time a message and reader`)
    console.table(await runFanOutBench({ readers: 1_000, messages: 100, portion: 10, rounds }))
  },
  async sweep() {
    console.log(`\nThe engine as the exchange grows, CPU time an operation (seed ${seed})`)
    console.table(await runSweep({ operations: 20_000, rounds, seed }))
  },
  async stack() {
    console.log(
      `\nWhole stack on this machine, load generator included; open loop, milliseconds p50 / p90 / p99 / p99.9`,
    )
    console.table(
      await runStackBench(
        { statedRate: 500, ladder: [1_000, 1_250, 1_500, 2_000, 2_500], seconds, seed },
        say,
      ),
    )
  },
  async page() {
    console.log(`\nLighthouse on the trade page, desktop, signed out, medians of ${rounds}`)
    const runs = await runPageBench(rounds, say)
    const names = ['performance', 'accessibility', 'scriptBytes', 'lcpMs', 'cls'] as const
    console.table([Object.fromEntries(names.map((name) => [name, medianOf(runs.map((run) => run[name]))]))])
  },
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : Object.keys(parts)) await parts[name]!()
process.exit(0)
