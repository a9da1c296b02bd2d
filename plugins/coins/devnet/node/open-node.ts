import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { assert, Fault } from '../../../../core/units/index.ts'
import type { Logger } from '../../../../platform/log/index.ts'
import {
  emptyChain,
  evolveChain,
  nextHash,
  nextTxid,
  tip,
  type BlockBody,
  type ChainRecord,
  type ChainState,
  type Output,
} from '../logic/chain-state.ts'
import { openChainFile } from './chain-file.ts'

/** A simulated node. What it shows is on the disk; a kill takes nothing back that was seen. */
export type DevnetNode = {
  readonly state: Readonly<ChainState>
  /** Puts a transaction into the pool: each output is delivered to its address when it is mined. */
  send(outputs: Output[]): Promise<{ txid: string }>
  /** Mines `count` blocks; the pool goes into the first. */
  mine(count?: number): Promise<void>
  /**
   * Replaces the last `depth` blocks by `depth` + 1 others. Their transactions go into the first new block,
   * or wait in the pool (`remine: false`), or are gone for good (`drop`).
   */
  reorg(options: { depth: number; remine?: boolean; drop?: string[] }): Promise<void>
  close(): Promise<void>
}

export type NodeOptions = {
  directory: string
  chain: string
  prefix: string
  clock: () => number
  log: Logger
}

export async function openNode({ directory, chain, prefix, clock, log }: NodeOptions): Promise<DevnetNode> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const { records, file } = await openChainFile(join(directory, `${chain}.chain`), log)
  const state = emptyChain(prefix)
  try {
    for (const record of records) evolveChain(state, record)
  } catch (error) {
    await file.close()
    throw error
  }
  const commit = async (record: ChainRecord) => {
    await file.append(record)
    evolveChain(state, record)
  }
  if (state.blocks.length === 0) {
    await commit({ kind: 'began', chain, salt: randomBytes(16).toString('hex'), at: clock() })
  }

  let last: Promise<unknown> = Promise.resolve()
  /** One at a time, in the order of asking: a record is written for the state that it will meet. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    state,
    send: (outputs) =>
      inTurn(async () => {
        assert(outputs.length > 0, 'a transaction delivers something')
        const txid = nextTxid(state, outputs)
        await commit({ kind: 'sent', txid, outputs })
        return { txid }
      }),
    mine: (count = 1) =>
      inTurn(async () => {
        for (let left = count; left > 0; left -= 1) {
          const body = { at: clock(), txids: [...state.pool] }
          await commit({ kind: 'mined', ...body, hash: nextHash(state, body) })
        }
      }),
    reorg: (options) => inTurn(() => commit(reorgRecord(state, options, clock()))),
    async close() {
      await last
      await file.close()
    },
  }
}

type Reorg = { depth: number; remine?: boolean; drop?: string[] }

function reorgRecord(state: ChainState, { depth, remine = true, drop = [] }: Reorg, at: number): ChainRecord {
  const ancestor = tip(state).height - depth
  if (depth < 1 || ancestor < 0)
    throw new Fault('invalid_reorg', { detail: `${depth} of ${tip(state).height}` })
  const undone = state.blocks.slice(ancestor + 1).flatMap((block) => block.txids)
  const waiting = [...state.pool, ...undone].filter((txid) => !drop.includes(txid))
  const blocks: BlockBody[] = Array.from({ length: depth + 1 }, () => ({ at, txids: [] }))
  if (remine) blocks[0] = { at, txids: waiting }
  return { kind: 'reorged', ancestor, blocks, dropped: drop }
}
