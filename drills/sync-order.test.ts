import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSyncOrder } from './check-sync-order.ts'
import { syncOrder } from './sync-order.ts'

const seed = Number(process.env['OPEX_SEED'] ?? Math.floor(Date.now() / 86_400_000))
/** Only who says so goes without the proof: a machine without strace fails this lane. */
const without = process.env['OPEX_WITHOUT_STRACE'] === '1'
const said = 'SKIPPED because of OPEX_WITHOUT_STRACE=1: nothing is proven about system calls in this run'

const record = '12 pwrite64(20</d/journal-0000000000000001.log>, "[7,1,\\"k\\",uuid-1", 64, 96) = 64'
const sync = '12 fdatasync(20</d/journal-0000000000000001.log>) = 0'
const sent = '11 write(30<socket:[99]>, "HTTP/1.1 201 Created uuid-1", 40) = 40'
const begun = '12 fdatasync(20</d/journal-0000000000000001.log> <unfinished ...>'
const ended = '12 <... fdatasync resumed>) = 0'
const failed = '12 <... fdatasync resumed>) = -1 EIO (Input/output error)'
const other = '13 fdatasync(21</d/snapshot-0000000000000007.jsonl.new>) = 0'
const check = (...lines: string[]) => checkSyncOrder(lines.join('\n'), ['uuid-1'])

test('an acknowledgement after the sync that covers it is in order, whatever other threads did', () => {
  assert.equal(check(record, sync, sent).syncs, 1)
  assert.equal(check(record, begun, other, ended, sent).syncs, 1)
})

test('an acknowledgement before its sync returned is caught, and so is one that no sync covers', () => {
  const early = /acknowledged before it was durable/
  assert.throws(() => check(record, sent, sync), early)
  assert.throws(() => check(record, begun, sent, ended), early)
  assert.throws(() => check(sync, record, sent), /never synced/)
  assert.throws(() => check(record, other, sent), /never synced/)
  assert.throws(() => check(record, begun, failed, sent), /the sync of uuid-1 failed/)
  assert.throws(() => check(sync, sent), /no record of uuid-1/)
})

test(`bytes of an acknowledgement leave only after the covering fdatasync returned (seed ${seed})`, async (t) => {
  if (without) return t.skip(said)
  const found = await syncOrder.run({ rounds: 64, seed, say: (line) => t.diagnostic(line) })
  assert.equal(found['orders'], 64)
})
