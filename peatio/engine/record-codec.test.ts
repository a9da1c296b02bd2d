import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '../../core/exchange/index.ts'
import { createMemoryDisk } from '../../platform/storage/index.ts'
import { openLeader } from './index.ts'
import type { JournalRecord } from './port.ts'
import { decodeRecord, encodeRecord } from './record-codec.ts'
import { JsonWriter } from './json-writer.ts'
import { writeRecord } from './record-writer.ts'
import { createSeededStream, openingBooks, openingCommands, seededRandom } from './seeded-stream.ts'
import { specialCommands } from './special-commands.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const kinds: Record<Event['kind'], true> = {
  asset_defined: true,
  market_defined: true,
  market_status_changed: true,
  trading_fee_set: true,
  user_group_set: true,
  deposit_credited: true,
  balance_adjusted: true,
  adjustment_cap_set: true,
  house_funded: true,
  expense_recorded: true,
  suspense_resolved: true,
  funds_transferred: true,
  withdrawal_held: true,
  withdrawal_completed: true,
  withdrawal_released: true,
  withdrawals_set: true,
  order_accepted: true,
  trade: true,
  order_rested: true,
  order_canceled: true,
  order_reduced: true,
  order_amended: true,
  order_triggered: true,
  dead_man_set: true,
  trading_fee_deleted: true,
}

function recordsOfStream(): JournalRecord[] {
  const storage = createMemoryDisk(seededRandom(1)).open()
  const leader = openLeader({ storage, clock: () => 1_700_000_000_000, log: quiet })
  const { published } = leader.run([
    ...openingCommands(),
    ...openingBooks(),
    ...createSeededStream(5).next(600),
    ...specialCommands(),
  ])
  return published.map((record) => {
    const { sequence, at, key, kind, rejection, events } = record
    return { sequence, at, key, kind, rejection, events }
  })
}

test('every kind of event comes back from its line as it was', () => {
  const records = recordsOfStream()
  const seen = new Set(records.flatMap(({ events }) => events.map(({ kind }) => kind)))
  assert.deepEqual([...seen].sort(), Object.keys(kinds).sort())
  for (const record of records) assert.deepEqual(decodeRecord(encodeRecord(record)), record)
})

test('the quick writer writes the same bytes, of any event and any text', () => {
  const records = recordsOfStream()
  const text = 'a "b"\n\u2028\u{1f600}\\\u0000\ud800é'
  const [accepted] = records.flatMap(({ events }) => events.filter(({ kind }) => kind === 'order_accepted'))
  const events = [
    { ...accepted!, uuid: text, makerFeePpm: -250, quantity: Number.MAX_SAFE_INTEGER, held: 10n ** 38n },
  ] as Event[]
  records.push({ ...records[0]!, key: text, events }, { ...records[0]!, rejection: 'invalid_price' })
  const writer = new JsonWriter()
  for (const record of records) {
    writer.clear()
    writeRecord(writer, record)
    assert.equal(writer.bytes.toString('utf8'), Buffer.from(encodeRecord(record)).toString('utf8'))
  }
})

test('equal records give equal lines, whatever the order of their fields', () => {
  const record = recordsOfStream().find(({ events }) => events.some(({ kind }) => kind === 'trade'))!
  const shuffled = {
    ...record,
    events: record.events.map((event) => Object.fromEntries(Object.entries(event).reverse())),
  }
  assert.equal(encodeRecord(shuffled as JournalRecord), encodeRecord(record))
})

test('an event of a later version is refused, a field that was added later reads as null', () => {
  const line = (event: string) => `[1,5,"key","place_order",null,[${event}]]`
  assert.throws(() => decodeRecord(line('["order_dreamt_of",1]')), { code: 'journal_unreadable' })
  assert.deepEqual(decodeRecord(line('["market_status_changed","btcusdt","halted"]')).events, [
    { kind: 'market_status_changed', market: 'btcusdt', status: 'halted', reason: null, endsAt: null },
  ])
})

test('an adjustment and a trade of a journal that knew fewer fields read as they were meant', () => {
  const line =
    '[1,5,"key","adjust_balance",null,[["balance_adjusted","IDADA","btc","-5","typo",["ada","grace"]]]]'
  assert.deepEqual(decodeRecord(line).events, [
    {
      kind: 'balance_adjusted',
      account: 'IDADA',
      asset: 'btc',
      sum: -5n,
      reason: 'typo',
      approvedBy: ['ada', 'grace'],
      category: null,
      reference: null,
    },
  ])
  const cut = '[1,5,"key","hold_withdrawal",null,[["withdrawal_held","W1","IDADA","btc","5"]]]'
  assert.equal((decodeRecord(cut).events[0] as { fee: bigint }).fee, 0n)
})

test('text with line breaks, quotes and every script stays within its line', () => {
  const reason = 'a "b"\n\u2028\u{1f600}\\\u0000'
  const record = { ...recordsOfStream()[0]!, key: reason }
  assert.equal(encodeRecord(record).includes('\n'), false)
  assert.equal(decodeRecord(encodeRecord(record)).key, reason)
})
