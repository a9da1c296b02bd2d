import assert from 'node:assert/strict'
import { openLeader, verifyJournal, type Leader, type Submission } from '../peatio/engine/index.ts'
import { openDirectory } from '../platform/storage/index.ts'
import type { Told } from './engine-process.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** A command that would be seen if it acted, under a key that is known. */
const harmless: Submission['command'] = {
  kind: 'credit_deposit',
  account: 'ID0000000001' as never,
  asset: 'btc' as never,
  sum: 1n as never,
  reference: 'a key that is known does nothing',
}

/**
 * Recovers what a dead engine left, and holds it to what its clients were told. Returns the last sequence, and
 * what was found at the start.
 */
export async function checkJournal(directory: string, told: Told[], where: string) {
  const storage = await openDirectory(directory)
  try {
    const { damage } = verifyJournal(storage)
    assert.deepEqual(damage, [], `the journal is damaged (${where})`)
    const leader = openLeader({ storage, clock: Date.now, log: quiet })
    expectTold(leader, told, where)
    expectBalanced(leader, where)
    return { sequence: leader.sequence, torn: leader.recovered.torn !== null }
  } finally {
    // Not closed in order: the next writer finds what a crash leaves.
    await storage.close()
  }
}

/** Every key gets the answer that was given, and nothing acts twice. */
export function expectTold(leader: Leader, told: Told[], where: string): void {
  const { answers, published } = leader.run(told.map(([key]) => ({ key, command: harmless })))
  assert.equal(published.length, 0, `an acknowledged command is lost (${where})`)
  for (const [index, [key, sequence, rejection]] of told.entries()) {
    const again = answers[index]!
    assert.deepEqual(
      [again.repeated, again.sequence, again.rejection],
      [true, sequence, rejection],
      `${key} is answered otherwise than before (${where})`,
    )
  }
}

export function expectBalanced(leader: Leader, where: string): void {
  for (const { posted, held, promised } of leader.read({ kind: 'trial_balance' }).result) {
    assert.deepEqual([posted, held], [0n, promised], `the books do not balance (${where})`)
  }
}
