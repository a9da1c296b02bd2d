import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { amount, unit } from '../../../core/units/index.ts'
import { examCoin, type ExamChain } from '../exam.ts'
import { bech32Encode, bech32Valid } from './logic/bech32.ts'
import { openDevnet } from './index.ts'

const log = pino({ level: 'silent' })
const clock = () => 1_700_000_000_000

function open(directory: string) {
  return openDevnet({ directory, walletSeed: 'seed of the exam', clock, log, pace: null })
}

/** One of the two chains, in a directory of its own that goes with it. */
async function begin(which: 0 | 1, directory = mkdtempSync(join(tmpdir(), 'devnet-'))): Promise<ExamChain> {
  const coins = await open(directory)
  const coin = coins[which]!
  const stop = () => Promise.all(coins.map((each) => each.close()))
  let open_ = true
  return {
    coin,
    pay: (outputs) => coin.node.send(outputs.map((output) => ({ ...output, sum: output.sum.toString() }))),
    mine: (count) => coin.node.mine(count),
    reorg: (options) => coin.node.reorg(options),
    async restart() {
      await stop()
      open_ = false
      return begin(which, directory)
    },
    async close() {
      if (!open_) return
      await stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

examCoin({
  name: 'devnet-btc',
  begin: () => begin(0),
  notAddresses: [
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    'dvn1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    '0xDe7dE7aB00000000000000000000000000000000',
  ],
})
examCoin({
  name: 'devnet-eth',
  begin: () => begin(1),
  notAddresses: ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'],
})

test('the checksum of devnet-btc is the one of the published examples', () => {
  const program = Buffer.from('751e76e8199196d454941c45d1b3a323f1433bd6', 'hex')
  assert.equal(bech32Encode('bc', program), 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')
  assert.ok(bech32Valid('bc', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'))
  assert.ok(!bech32Valid('bc', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'))
})

test('addresses in one letter case mean the same as the canonical one', async (t) => {
  for (const which of [0, 1] as const) {
    const chain = await begin(which)
    t.after(() => chain.close())
    const { canonical, deposit } = chain.coin.addresses
    const { address } = (await deposit('ID7'))!
    assert.equal(canonical(address.toLowerCase()), address)
    assert.equal(canonical(address.toUpperCase().replace('0X', '0x')), address)
  }
})

test('a line torn by a kill is cut off, and the chain goes on from what it had shown', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'devnet-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const [first, ...rest] = await open(directory)
  await first!.node.mine(3)
  const head = await first!.reader.head()
  await Promise.all([first!, ...rest].map((coin) => coin.close()))
  const path = join(directory, 'devnet-btc.chain')
  const whole = readFileSync(path)

  // Whatever part of the next line the kill let through, the three blocks stay.
  await mineOnce(directory)
  const next = readFileSync(path).subarray(whole.length)
  for (let kept = 0; kept < next.length; kept += 7) {
    writeFileSync(path, whole)
    appendFileSync(path, next.subarray(0, kept))
    const coins = await open(directory)
    assert.deepEqual(await coins[0]!.reader.head(), head)
    await coins[0]!.node.mine()
    await Promise.all(coins.map((coin) => coin.close()))
    const again = await open(directory)
    assert.equal((await again[0]!.reader.head()).height, head.height + 1)
    await Promise.all(again.map((coin) => coin.close()))
  }
})

test('a line broken inside the file is refused with its number', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'devnet-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  await mineOnce(directory)
  await mineOnce(directory)
  const path = join(directory, 'devnet-btc.chain')
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [lines[0], lines[1]!.replace('mined', 'minid'), ...lines.slice(2)].join('\n'))
  await assert.rejects(open(directory), { name: 'Fault', message: 'chain_file_corrupt: line 2' })
})

test('the timer mines while a payment waits, and rests when it is buried', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'devnet-'))
  const pace = { blockTimeMs: 1, idleBlockTimeMs: 1_000_000_000 }
  const coins = await openDevnet({ directory, walletSeed: 'seed', clock, log, pace })
  t.after(async () => {
    await Promise.all(coins.map((coin) => coin.close()))
    rmSync(directory, { recursive: true, force: true })
  })
  const [btc, eth] = [coins[0]!, coins[1]!]
  const { address } = (await btc.addresses.deposit('ID1'))!
  await btc.faucet.give({ address, asset: btc.assets[0]!.asset, sum: amount(unit) })
  while (btc.node.state.blocks.length < 22) await new Promise((done) => setTimeout(done, 2))
  assert.equal(btc.node.state.blocks[1]!.txids.length, 1)
  await new Promise((done) => setTimeout(done, 20))
  assert.equal(btc.node.state.blocks.length, 22, 'its own block, and twenty on top')
  assert.equal(eth.node.state.blocks.length, 1)
})

test('a chain that is killed in the middle of mining has every block that it had told of', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'devnet-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const miner = `
    const { openDevnet } = await import(${JSON.stringify(import.meta.resolve('./index.js'))})
    const log = { warn() {}, error() {} }
    const options = { directory: process.argv[1], walletSeed: 'seed', clock: Date.now, log, pace: null }
    const [coin] = await openDevnet(options)
    for (;;) {
      await coin.node.mine()
      process.stdout.write((await coin.reader.head()).hash + '\\n')
    }`
  let before = 0
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', miner, directory])
    let told = ''
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.length > 65 * (50 + 17 * round)) child.kill('SIGKILL')
    })
    await once(child, 'close')
    const coins = await open(directory)
    const hashes = coins[0]!.node.state.blocks.map(({ hash }) => hash)
    const last = told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1)!
    assert.ok(hashes.length > before + 50 && hashes.includes(last), `${hashes.length} blocks`)
    before = hashes.length
    await Promise.all(coins.map((coin) => coin.close()))
  }
})

async function mineOnce(directory: string): Promise<void> {
  const coins = await open(directory)
  await coins[0]!.node.mine()
  await Promise.all(coins.map((coin) => coin.close()))
}
