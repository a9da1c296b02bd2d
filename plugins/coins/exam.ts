import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { amount, scale, type Amount, type AssetCode } from '../../core/units/index.ts'
import type { Coin, Transfer } from './port.ts'

/** A chain in the examiner's hands: a provider against its simulated or local node. */
export type ExamChain = {
  coin: Coin
  /** Puts one transaction with these deliveries into the pool. */
  pay(outputs: { address: string; asset: AssetCode; sum: Amount }[]): Promise<{ txid: string }>
  mine(count: number): Promise<void>
  /** Replaces the last `depth` blocks by a longer branch, mining their transactions again except `drop`. */
  reorg(options: { depth: number; drop?: string[] }): Promise<void>
  /** Kills the node and starts it again on the same data. */
  restart(): Promise<ExamChain>
  close(): Promise<void>
}

export type Candidate = {
  name: string
  begin(): Promise<ExamChain>
  /** Texts that are no address of this network: other networks', wrong checksums, wrong lengths. */
  notAddresses: readonly string[]
}

/** Every provider passes these tests; call it from the provider's own test file. */
export function examCoin({ name, begin, notAddresses }: Candidate): void {
  const exam = (claim: string, run: (chain: ExamChain, t: TestContext) => Promise<void>): void =>
    void test(`${name}: ${claim}`, async (t) => {
      const chain = await begin()
      t.after(() => chain.close())
      await run(chain, t)
    })

  exam('a deposit address is canonical, its label gives it again, and no two are alike', async ({ coin }) => {
    const seen = new Set<string>()
    for (let each = 1; each <= 50; each += 1) {
      const label = `ID${each}`
      const made = await coin.addresses.deposit(label)
      assert.ok(made, 'the examiner waits for no custodian')
      assert.equal(coin.addresses.canonical(made.address), made.address)
      assert.deepEqual(await coin.addresses.deposit(label), made)
      seen.add(`${made.address} ${made.memo}`)
    }
    assert.equal(seen.size, 50)
  })

  exam('no text but an address of this network is taken for one', async ({ coin }) => {
    for (const text of ['', ' ', 'address', '0x', '__proto__', ...notAddresses]) {
      assert.equal(coin.addresses.canonical(text), undefined, text)
    }
    const { address } = (await coin.addresses.deposit('ID1'))!
    for (const text of [` ${address}`, `${address}\n`, address.slice(0, -1), `${address}0`]) {
      assert.equal(coin.addresses.canonical(text), undefined, JSON.stringify(text))
    }
    for (let at = 0; at < address.length; at += 1) {
      const other = address[at] === '7' ? '8' : '7'
      const mistyped = address.slice(0, at) + other + address.slice(at + 1)
      assert.equal(coin.addresses.canonical(mistyped), undefined, `one wrong letter at ${at}: ${mistyped}`)
    }
  })

  exam('a payment is seen once, in one block, to the last digit of the chain', async (chain) => {
    const { coin } = chain
    for (const { asset, decimals } of coin.assets) {
      const { address } = (await coin.addresses.deposit('ID1'))!
      const sum = amount(123_456_789n * 10n ** BigInt(scale - decimals))
      const { txid } = await chain.pay([{ address, asset, sum }])
      const before = await coin.reader.head()
      await chain.mine(3)
      const head = await coin.reader.head()
      assert.equal(head.height, before.height + 3)
      const found = (await transfersOf(coin, [address])).filter((transfer) => transfer.txid === txid)
      assert.equal(found.length, 1)
      assert.deepEqual([found[0]!.address, found[0]!.asset, found[0]!.sum], [address, asset, sum])
    }
  })

  exam('two deliveries of one transaction are two transfers, however often they are read', async (chain) => {
    const { asset } = chain.coin.assets[0]!
    const { address } = (await chain.coin.addresses.deposit('ID1'))!
    const sum = amount(10n ** BigInt(scale))
    await chain.pay([
      { address, asset, sum },
      { address, asset, sum },
    ])
    await chain.mine(1)
    const once = await transfersOf(chain.coin, [address])
    assert.equal(new Set(once.map(({ txid, index }) => `${txid}:${index}`)).size, 2)
    assert.deepEqual(await transfersOf(chain.coin, [address]), once)
  })

  exam('heights follow one another, and each block names the one before', async (chain) => {
    await chain.mine(5)
    const { reader } = chain.coin
    const head = await reader.head()
    let parent: string | null = null
    for (let height = 0; height <= head.height; height += 1) {
      const header = await reader.header(height)
      const { transfers: _, ...ofBlock } = await reader.block(height, watch([]))
      assert.deepEqual(header, ofBlock)
      assert.deepEqual([header.height, header.parent], [height, parent])
      parent = header.hash
    }
    assert.equal(parent, head.hash)
  })

  exam('a block that is not there is a fault, never an empty block', async (chain) => {
    const { reader } = chain.coin
    const above = (await reader.head()).height + 1
    await assert.rejects(reader.block(above, watch([])), { name: 'Fault', code: 'block_not_found' })
    await assert.rejects(reader.header(above), { name: 'Fault', code: 'block_not_found' })
    await assert.rejects(reader.block(-1, watch([])), { name: 'Fault' })
  })

  exam(
    'after a reorg the branch is another one, and a transaction mined again keeps its key',
    async (chain) => {
      const { coin } = chain
      const { asset } = coin.assets[0]!
      const { address } = (await coin.addresses.deposit('ID1'))!
      const sum = amount(10n ** BigInt(scale))
      await chain.mine(2)
      const kept = await chain.pay([{ address, asset, sum }])
      const lost = await chain.pay([{ address, asset, sum }])
      await chain.mine(3)
      const before = await transfersOf(coin, [address])
      const [identity, old] = [await coin.reader.identity(), await coin.reader.head()]
      const ancestor = await coin.reader.header(old.height - 4)

      await chain.reorg({ depth: 4, drop: [lost.txid] })
      const head = await coin.reader.head()
      assert.ok(head.height > old.height, 'the longer branch wins')
      assert.notEqual((await coin.reader.header(old.height)).hash, old.hash)
      assert.deepEqual(await coin.reader.header(ancestor.height), ancestor)
      assert.equal(await coin.reader.identity(), identity)
      const after = await transfersOf(coin, [address])
      assert.deepEqual(
        after,
        before.filter((transfer) => transfer.txid === kept.txid),
      )
    },
  )

  exam('a killed node comes back with every block that it showed', async (chain, t) => {
    const { address } = (await chain.coin.addresses.deposit('ID1'))!
    const { asset } = chain.coin.assets[0]!
    await chain.pay([{ address, asset, sum: amount(10n ** BigInt(scale)) }])
    await chain.mine(2)
    const [head, transfers] = [await chain.coin.reader.head(), await transfersOf(chain.coin, [address])]
    const again = await chain.restart()
    t.after(() => again.close())
    assert.equal(transfers.length, 1)
    assert.deepEqual(await again.coin.reader.header(head.height), head)
    assert.deepEqual(await transfersOf(again.coin, [address]), transfers)
    assert.deepEqual(await again.coin.addresses.deposit('ID1'), { address, memo: null })
  })
}

const watch = (ours: string[]) => async (asked: readonly string[]) =>
  new Set(asked.filter((address) => ours.includes(address)))

async function transfersOf(coin: Coin, ours: string[]): Promise<Transfer[]> {
  const { height } = await coin.reader.head()
  const transfers: Transfer[] = []
  for (let at = 0; at <= height; at += 1)
    transfers.push(...(await coin.reader.block(at, watch(ours))).transfers)
  return transfers.filter((transfer) => ours.includes(transfer.address))
}
