import { createHash } from 'node:crypto'
import { assert, Fault } from '../../../../core/units/index.ts'

/** One delivery of a transaction. `sum` counts 10⁻¹⁸ units, in digits; `address` is canonical. */
export type Output = { address: string; asset: string; sum: string }
export type BlockBody = { at: number; txids: string[] }

/** What happened on the chain, one line of its file each. */
export type ChainRecord =
  | { kind: 'began'; chain: string; salt: string; at: number }
  | { kind: 'sent'; txid: string; outputs: Output[] }
  | ({ kind: 'mined'; hash: string } & BlockBody)
  /**
   * Everything above `ancestor` was replaced by `blocks`, in one stroke; `dropped` left the pool for good.
   */
  | { kind: 'reorged'; ancestor: number; blocks: BlockBody[]; dropped: string[] }

export type ChainBlock = BlockBody & { height: number; hash: string; parent: string | null }
export type ChainState = {
  /** Index = height; the first is genesis. */
  blocks: ChainBlock[]
  transactions: Map<string, Output[]>
  /** Sent and not mined, oldest first. */
  pool: Set<string>
  /** How often the chain was reorganised; part of every hash, so that equal blocks of two branches differ. */
  forks: number
  /** `0x` where the chain writes hashes that way. */
  prefix: string
}

export const emptyChain = (prefix: string): ChainState => ({
  blocks: [],
  transactions: new Map(),
  pool: new Set(),
  forks: 0,
  prefix,
})

/** Changes the state in place. Throws a Fault `chain_file_corrupt` for a record that cannot follow it. */
export function evolveChain(state: ChainState, record: ChainRecord): void {
  if (record.kind === 'began') {
    assert(state.blocks.length === 0, 'a chain begins once')
    const hash = digest(state, [record.chain, record.salt, record.at])
    state.blocks.push({ height: 0, hash, parent: null, at: record.at, txids: [] })
  } else if (record.kind === 'sent') {
    state.transactions.set(record.txid, record.outputs)
    state.pool.add(record.txid)
  } else if (record.kind === 'mined') {
    addBlock(state, record)
    // Every hash holds its parent's, so this one line proves the whole branch below it.
    if (tip(state).hash !== record.hash) corrupt(`block ${tip(state).height}`)
  } else {
    for (const undone of state.blocks.splice(record.ancestor + 1)) {
      for (const txid of undone.txids) state.pool.add(txid)
    }
    for (const txid of record.dropped) state.pool.delete(txid)
    state.forks += 1
    for (const block of record.blocks) addBlock(state, block)
  }
}

/** The hash that the next block would have. */
export function nextHash(state: ChainState, body: BlockBody): string {
  const parent = tip(state)
  return digest(state, [parent.hash, parent.height + 1, state.forks, body.at, ...body.txids])
}

export function nextTxid(state: ChainState, outputs: Output[]): string {
  return digest(state, [state.blocks[0]!.hash, state.transactions.size, JSON.stringify(outputs)])
}

export function tip(state: ChainState): ChainBlock {
  const last = state.blocks.at(-1)
  assert(last !== undefined, 'a chain has a genesis block')
  return last
}

function addBlock(state: ChainState, { at, txids }: BlockBody): void {
  for (const txid of txids) {
    if (!state.pool.delete(txid)) corrupt(`${txid} is not in the pool`)
  }
  const parent = tip(state)
  const hash = nextHash(state, { at, txids })
  state.blocks.push({ height: parent.height + 1, hash, parent: parent.hash, at, txids })
}

function corrupt(detail: string): never {
  throw new Fault('chain_file_corrupt', { detail })
}

const digest = (state: ChainState, parts: (string | number)[]) =>
  state.prefix + createHash('sha256').update(JSON.stringify(parts)).digest('hex')
