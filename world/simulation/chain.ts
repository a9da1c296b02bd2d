import { Fault, type AccountId, type Amount, type AssetCode } from '../../core/units/index.ts'
import type { Block, Coin, Transfer } from '../../plugins/coins/index.ts'
import type { Random } from './random.ts'
import type { Actor, Scheduler } from './scheduler.ts'
import type { Sent } from './invariants/withdrawals-end-once.ts'
import type { Faults } from './swarm.ts'

/** Blocks under which a transfer counts as final here. Reorgs are shallower: what is final stays. */
export const confirmationsRequired = 3
export const chainName = 'sim-chain'

export type ChainParts = {
  scheduler: Scheduler
  random: Random
  faults: Faults
  world: Actor
  tell: (text: string) => void
}

/** A chain that mines, forgets its last blocks now and then, and mines their transfers again elsewhere. */
export class SimulatedChain {
  readonly #parts: ChainParts
  #blocks: Block[] = []
  #mempool: Transfer[] = []
  #sent = 0
  #mined = 0
  readonly #paid = new Map<string, Sent>()

  constructor(parts: ChainParts) {
    this.#parts = parts
    this.#mine()
  }

  /** Sends coins to a person's deposit address. */
  send(account: AccountId, asset: AssetCode, sum: Amount): string {
    const txid = `tx-${(this.#sent += 1)}`
    this.#mempool.push({ txid, index: 0, address: addressOf(account), memo: null, from: [], asset, sum })
    return txid
  }

  /** Coins leave the house for a withdrawal; gives their transaction. */
  pay(sent: Sent): string {
    const txid = `out-${this.#paid.size + 1}`
    this.#paid.set(txid, sent)
    this.#parts.tell(`${txid} pays ${sent.sum} ${sent.asset} for ${sent.withdrawal}`)
    return txid
  }

  /** What a transaction has sent out of the house. */
  paidBy(txid: string): Sent | undefined {
    return this.#paid.get(txid)
  }

  /** All that has left the house. */
  get paid(): readonly Sent[] {
    return [...this.#paid.values()]
  }

  /** What has arrived for good by now, by its transaction. */
  final(txid: string): Transfer | undefined {
    const deep = this.#blocks.slice(0, this.#blocks.length - confirmationsRequired + 1)
    return deep.flatMap(({ transfers }) => transfers).find((transfer) => transfer.txid === txid)
  }

  /** All that was ever sent and is in a block or waits for one. */
  get sent(): number {
    return this.#sent
  }

  /** Mines for ever. */
  async live(): Promise<void> {
    const { scheduler, random, faults, world, tell } = this.#parts
    for (;;) {
      await scheduler.pause(world, random.whole(500_000, 4_000_000))
      if (this.#blocks.length > confirmationsRequired && faults.strikes('chainReorgs')) {
        const depth = random.whole(1, confirmationsRequired - 1)
        tell(`the chain replaces ${depth} blocks`)
        this.#mempool.push(...this.#blocks.splice(-depth).flatMap(({ transfers }) => transfers))
        for (let mined = 0; mined <= depth; mined++) this.#mine()
      } else this.#mine()
    }
  }

  /** The chain as a process reads it. */
  coin(actor: Actor): Coin {
    const asked = async <Answer>(answer: () => Answer): Promise<Answer> => {
      const { scheduler, random, faults } = this.#parts
      await scheduler.pause(actor, random.whole(100, 20_000))
      if (faults.strikes('chainFails')) throw new Fault('chain_unavailable', { detail: 'as drawn' })
      return answer()
    }
    const header = (height: number) => {
      const block = this.#blocks[height]
      if (!block) throw new Fault('block_not_found', { detail: String(height) })
      return block
    }
    return {
      chain: chainName,
      protocol: 'Simulated',
      assets: [],
      addresses: {
        canonical: (text) => text,
        deposit: (label) => asked(() => ({ address: addressOf(label as AccountId), memo: null })),
      },
      reader: {
        identity: () => asked(() => 'the one'),
        head: () => asked(() => this.#blocks.at(-1)!),
        header: (height) => asked(() => header(height)),
        async block(height, watched) {
          const block = await asked(() => header(height))
          const ours = await watched(block.transfers.map(({ address }) => address))
          return { ...block, transfers: block.transfers.filter(({ address }) => ours.has(address)) }
        },
      },
      close: async () => undefined,
    }
  }

  #mine(): void {
    const { random } = this.#parts
    const parent = this.#blocks.at(-1)
    const [kept, left] = [[] as Transfer[], [] as Transfer[]]
    for (const transfer of this.#mempool) (random.chance(0.8) ? kept : left).push(transfer)
    this.#mempool = left
    const hash = `block-${(this.#mined += 1)}`
    this.#blocks.push({ height: this.#blocks.length, hash, parent: parent?.hash ?? null, transfers: kept })
  }
}

const addressOf = (account: AccountId): string => `sim:${account}`
