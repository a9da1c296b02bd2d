import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startEngine, type RunningEngine, type Submission } from '../../peatio/engine/index.ts'
import { journal } from './journal.ts'
import { readWords } from './command-line.ts'

const place = mkdtempSync(join(tmpdir(), 'opex-journal-'))
const directory = join(place, 'journal')
const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const start = (where: string) =>
  startEngine({ directory: where, log: quiet, onStopped: () => {}, onConsumerFault: () => {} })
let engine: RunningEngine

const deposit = (key: string): Submission => ({
  key,
  command: {
    kind: 'credit_deposit',
    account: 'ID0000000001' as never,
    asset: 'btc' as never,
    sum: 1_500_000_000_000_000_000n as never,
    reference: '=1+1,"quoted"',
  },
})

/** What a command prints, and its exit code. The engine works on, and keeps its lock. */
async function opex(...args: string[]): Promise<{ code: number; text: string; lines: string[] }> {
  const lines: string[] = []
  const code = await journal.run(readWords(args), (line) => lines.push(line))
  return { code, lines, text: lines.join('\n') }
}
const on = (where: string) => ['--directory', where]

before(async () => {
  engine = await start(directory)
  await engine.submit({
    key: 'btc',
    command: { kind: 'define_asset', asset: 'btc' as never, type: 'coin', precision: 8 },
  })
  for (let count = 1; count <= 20; count++) await engine.submit(deposit(`deposit-${count}`))
})
after(async () => {
  await engine.close()
  rmSync(place, { recursive: true })
})

test('verify reads the journal of a running engine, and says what it found', async () => {
  const { code, text } = await opex('verify', ...on(directory))
  assert.equal(code, 0, text)
  assert.match(text, /21 records in \d+ batches and 1 segments, by 1 writers; last 21/)
  const hash = (await engine.read({ kind: 'state_hash' })).result
  assert.match(text, new RegExp(`hash ${hash}\nthe journal is sound$`))
})

test('verify names segment and byte of the first damage, and ends with 1', async () => {
  const copy = join(place, 'damaged')
  cpSync(directory, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') })
  const file = join(copy, 'journal-0000000000000001.log')
  const bytes = readFileSync(file)
  const at = bytes.indexOf('deposit-7')
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
  const { code, text } = await opex('verify', ...on(copy))
  assert.equal(code, 1)
  const [, position] = /DAMAGE: journal-0000000000000001\.log at byte (\d+): a broken record/.exec(text)!
  assert.ok(at - Number(position) < 200 && at > Number(position), text)
})

test('inspect lists what is there, and shows records by number, key and account', async () => {
  assert.match(
    (await opex('inspect', ...on(directory))).text,
    /format 2 {2}from record 1 .*\nlast record 21, last/,
  )
  const two = (await opex('inspect', '--from', '3', '--to', '4', ...on(directory))).text
  assert.match(
    two,
    /^3 {2}\d{4}-.*Z {2}credit_deposit {2}key deposit-2\n {4}deposit_credited {2}account=ID0000000001/,
  )
  assert.match(two, /sum=1\.5 /)
  assert.match(two, /\n4 {2}.*key deposit-3\n/)
  assert.match((await opex('inspect', '--key', 'deposit-9', ...on(directory))).text, /^10 {2}/)
  assert.match((await opex('inspect', '--last', '1', ...on(directory))).text, /^21 {2}/)
  const some = await opex('inspect', '--account', 'ID0000000001', '--limit', '2', ...on(directory))
  assert.equal(some.lines.length, 7)
  assert.match(some.lines.at(-1)!, /go on with --from 4/)
  assert.equal((await opex('inspect', '--key', 'nobody', ...on(directory))).code, 1)
})

test('export writes lines of JSON and rows that a spreadsheet cannot take for formulas', async () => {
  const { lines } = await opex('export', '--from', '20', ...on(directory))
  const [record] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.equal(lines.length, 2)
  assert.equal(record!['sequence'], 20)
  assert.deepEqual(record!['events'], [
    {
      kind: 'deposit_credited',
      account: 'ID0000000001',
      asset: 'btc',
      sum: '1.5',
      reference: '=1+1,"quoted"',
    },
  ])
  await engine.submit(deposit('=cmd|calc'))
  const file = join(place, 'rows.csv')
  const { text } = await opex('export', '--format', 'csv', '--from', '22', '--out', file, ...on(directory))
  assert.equal(text, `1 records written to ${file}`)
  const [head, row] = readFileSync(file, 'utf8').split('\n')
  assert.equal(head, 'sequence,time,key,kind,rejection,event_index,event,fields')
  assert.match(row!, /^22,[^,]*Z,"'=cmd\|calc",credit_deposit,,0,deposit_credited,"\{""account"":""ID0/)
  await assert.rejects(opex('export', '--out', file, ...on(directory)), {
    code: 'export_failed',
    message: /EEXIST/,
  })
})

test('fork-at copies up to a record; an engine starts on the copy, with a higher term', async () => {
  const target = join(place, 'fork')
  const { code, text } = await opex('fork-at', '10', '--to', target, ...on(directory))
  assert.equal(code, 0, text)
  assert.match(text, /copied 1 segments and 0 snapshots .*\n10 records .*; last 10\n/)
  const fork = await start(target)
  assert.equal(fork.sequence(), 10)
  assert.ok(fork.recovered.epoch > 1)
  await fork.submit(deposit('another future'))
  await fork.close()
  assert.equal((await opex('verify', ...on(target))).code, 0)
  await assert.rejects(opex('fork-at', '10', '--to', target, ...on(directory)), { code: 'fork_impossible' })
  await assert.rejects(opex('fork-at', '999', '--to', join(place, 'no'), ...on(directory)), {
    code: 'fork_impossible',
    message: /ends at record/,
  })
  assert.ok(
    readdirSync(directory).some((name) => name.endsWith('.sock')),
    'the engine still has its lock',
  )
})

test('what is misunderstood does nothing and says what could have been meant', async () => {
  await assert.rejects(opex('varify'), {
    code: 'command_unknown',
    message: /say verify, inspect, export, fork-at/,
  })
  await assert.rejects(opex('verify', '--dir', 'x'), { code: 'option_unknown', message: /--directory/ })
  await assert.rejects(opex('inspect', '--from', 'x', ...on(directory)), { code: 'option_invalid' })
  await assert.rejects(opex('export', '--format', 'xml', ...on(directory)), { code: 'option_invalid' })
  await assert.rejects(opex('fork-at', '3'), { code: 'option_missing' })
  await assert.rejects(opex('verify', ...on(join(place, 'nowhere'))), { message: /there is no directory/ })
  assert.equal((await opex('verify', ...on(place))).code, 1)
})
