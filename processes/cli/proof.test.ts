import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Command } from '../../core/exchange/index.ts'
import { unit, type AccountId, type Amount, type AssetCode } from '../../core/units/index.ts'
import { openEngine, type RunningEngine } from '../../peatio/engine/index.ts'
import { openTreeFile } from '../../peatio/proof/index.ts'
import { openDirectory, readDirectory } from '../../platform/storage/index.ts'
import { readWords } from './command-line.ts'
import { proof } from './proof.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
let data: string
let engine: RunningEngine
let keys = 0
const submit = (command: Command) => engine.submit({ key: `key ${(keys += 1)}`, command })
const credit = (user: string, sum: bigint) =>
  submit({
    kind: 'credit_deposit',
    account: user as AccountId,
    asset: 'btc' as AssetCode,
    sum: (sum * unit) as Amount,
    reference: user,
  })

/** The command as an operator types it, while the exchange runs. */
async function opex(line: string): Promise<{ code: number; said: string[] }> {
  const said: string[] = []
  const code = await proof.run(readWords(line.split(' ')), (each) => said.push(each))
  return { code, said }
}
const at = (name: string) => join(data, name)
const keep = (name: string, content: unknown) => writeFileSync(at(name), JSON.stringify(content))

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'opex-cli-'))
  const clock = () => Date.parse('2026-11-26T21:00:00Z')
  engine = openEngine({ storage: await openDirectory(at('journal')), clock, log })
  await submit({ kind: 'define_asset', asset: 'btc' as AssetCode, type: 'coin', precision: 8 })
  for (const [user, sum] of [
    ['ID1', 5n],
    ['ID2', 7n],
    ['ID3', 11n],
  ] as const) {
    await credit(user, sum)
  }
})
after(async () => {
  await engine.close()
  rmSync(data, { recursive: true, force: true })
})

test('a proof is built beside the running exchange, and whoever has its files can check them', async () => {
  const built = await opex(`build --data ${data}`)
  assert.equal(built.code, 0)
  assert.equal(built.said[0], 'btc: 8 of 8 hashes (100 %)')
  assert.match(built.said[1]!, /^btc at 4 \(2026-11-26T21:00:00Z\): 23\.0 owed, 4 leaves, root [0-9a-f]{64}$/)
  const files = readdirSync(at('proofs'))
  assert.deepEqual(files.slice(0, 2), ['0000000000000004-btc.json', '0000000000000004-btc.tree'])

  const file = openTreeFile(readDirectory(at('proofs')), '0000000000000004-btc.tree')
  keep('mine.json', file.inclusionOf('ID2'))
  const root = at('proofs/0000000000000004-btc.json')
  const checked = await opex(`verify --root ${root} --proof ${at('mine.json')}`)
  assert.deepEqual([checked.code, checked.said.length], [0, 5])
  const promise = 'verified: 7.0 btc owed to ID2 at 2026-11-26T21:00:00Z is part of the total'
  assert.equal(checked.said.at(-1), promise)
  // The list that the API gives serves as well as the file.
  keep('list.json', [{ ...file.root, sequence: 3 }, JSON.parse(readFileSync(root, 'utf8'))])
  assert.equal((await opex(`verify --root ${at('list.json')} --proof ${at('mine.json')}`)).code, 0)

  const audited = await opex(`verify --root ${root} --tree ${root.replace('json', 'tree')} --data ${data}`)
  assert.equal(audited.code, 0)
  assert.equal(audited.said.at(-1), 'verified: the tree holds every user of btc at 4, 23.0 in all, 4 leaves')
})

test('what does not hold is refused with its reason, and another exit code', async () => {
  await opex(`build --data ${data} --sequence 3 --out ${at('other')}`)
  const other = at('other/0000000000000003-btc.json')
  const file = openTreeFile(readDirectory(at('other')), '0000000000000003-btc.tree')
  const mine = file.inclusionOf('ID2')!
  keep('forged.json', { ...mine, balance: '6.0' })
  const forged = await opex(`verify --root ${other} --proof ${at('forged.json')}`)
  const reason = 'NOT VERIFIED: its way adds up to another total than the published one'
  assert.deepEqual([forged.code, forged.said.at(-1)], [1, reason])

  keep('mine.json', mine)
  const elsewhere = at('proofs/0000000000000004-btc.json')
  const wrongRoot = await opex(`verify --root ${elsewhere} --proof ${at('mine.json')}`)
  assert.equal(wrongRoot.code, 1)
  assert.match(wrongRoot.said.at(-1)!, /^NOT VERIFIED: .* does not hold the root/)

  // A tree that was built from other books: one user's line is another's.
  const tree = at('other/0000000000000003-btc.tree')
  const bytes = readFileSync(tree)
  bytes.write('ID9', bytes.indexOf('ID2'))
  writeFileSync(tree, bytes)
  const audited = await opex(`verify --root ${other} --tree ${tree} --data ${data}`)
  assert.equal(audited.code, 1)
  assert.deepEqual(audited.said, [
    'user_unknown: ID9',
    'user_missing: ID2',
    'NOT VERIFIED: 2 differences between the tree and the journal',
  ])
})

test('a command that is misspelt says so, and does nothing', async () => {
  for (const line of ['', 'burn', 'build now']) {
    const { code, said } = await opex(line)
    assert.equal(code, 2, line)
    assert.match(said[0]!, /^usage: opex proof build/)
  }
  const usage = { code: 'usage' }
  await assert.rejects(opex(`build --data ${data} --sequense 3`), usage)
  await assert.rejects(opex(`build --data ${data} --sequence three`), usage)
  await assert.rejects(opex('verify --root here'), usage)
  await assert.rejects(opex('verify --root here --proof there --tree somewhere'), usage)
  await assert.rejects(opex(`verify --root ${at('nothing')} --proof ${at('nothing')}`), {
    code: 'proof_unreadable',
  })
  await assert.rejects(opex(`build --data ${data} --sequence 99`), { code: 'journal_short' })
  await assert.rejects(opex(`build --data ${data} --asset doge`), { code: 'unknown_asset' })
})
