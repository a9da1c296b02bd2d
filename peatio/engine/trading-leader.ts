import assert from 'node:assert/strict'
import { lots, ticks, type AccountId, type MarketCode } from '../../core/units/index.ts'
import { createMemoryDisk, type MemoryDisk } from '../../platform/storage/index.ts'
import { openLeader, type EngineOptions, type Leader } from './index.ts'
import type { Answer, Submission } from './port.ts'
import { openingCommands, streamAccounts } from './seeded-stream.ts'

/** What the tests of the leader share: a leader on a disk that fails when told, and a few commands. */
export const quiet = { info: () => {}, warn: () => {}, error: () => {} }
export const [ada, bob] = streamAccounts as [AccountId, AccountId]
/** On a power cut this disk loses all that was not synced. */
export const newDisk = (): MemoryDisk => createMemoryDisk(() => 0.99)

export type OpenOptions = Partial<EngineOptions> & { clock?: () => number }

export function open(disk: MemoryDisk, { clock = () => 1_000, ...options }: OpenOptions = {}): Leader {
  return openLeader({ storage: disk.open(), clock, log: quiet, options })
}

/** The writer dies without a last snapshot, and the next one opens. */
export function reopen(disk: MemoryDisk, options: OpenOptions = {}): Leader {
  disk.kill()
  return open(disk, options)
}

/** A leader with assets, markets and funds. */
export function trading(disk: MemoryDisk, options: OpenOptions = {}): Leader {
  const leader = open(disk, options)
  for (const { rejection } of leader.run(openingCommands()).answers) assert.equal(rejection, null)
  return leader
}

export const one = (leader: Leader, submission: Submission): Answer => leader.run([submission]).answers[0]!

export const hash = (leader: Leader): string => leader.read({ kind: 'state_hash' }).result

export const sell = (key: string, account = ada, limit = 1_000): Submission => ({
  key,
  command: {
    kind: 'place_order',
    account,
    uuid: key,
    market: 'btcusdt' as MarketCode,
    side: 'sell',
    type: 'limit',
    limit: ticks(limit),
    quantity: lots(10_000),
  },
})

export const cancel = (key: string, uuid: string, account = ada): Submission => ({
  key,
  command: { kind: 'cancel_order', account, order: { uuid } },
})

export const deposit = (key: string): Submission => ({
  key,
  command: { kind: 'credit_deposit', account: bob, asset: 'btc' as never, sum: 5n as never, reference: key },
})
