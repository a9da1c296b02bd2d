import { amount, Fault, type AssetCode } from '../../../../core/units/index.ts'
import { tip, type ChainBlock } from '../logic/chain-state.ts'
import type { DevnetNode } from '../node/open-node.ts'
import type { BlockHeader, ChainReader, Transfer } from '../../port.ts'

/** Reads the simulated node through the port, the way a real provider reads one over the network. */
export function chainReader({ state }: DevnetNode): ChainReader {
  const blockAt = (height: number): ChainBlock => {
    const block = state.blocks[height]
    if (block === undefined) throw new Fault('block_not_found', { detail: `${height}` })
    return block
  }
  const transfersOf = (block: ChainBlock): Transfer[] =>
    block.txids.flatMap((txid) =>
      state.transactions.get(txid)!.map((output, index) => ({
        txid,
        index,
        address: output.address,
        memo: null,
        from: [],
        asset: output.asset as AssetCode,
        sum: amount(BigInt(output.sum)),
      })),
    )
  return {
    identity: async () => blockAt(0).hash,
    head: async () => headerOf(tip(state)),
    header: async (height) => headerOf(blockAt(height)),
    async block(height, watched) {
      const block = blockAt(height)
      const transfers = transfersOf(block)
      const ours = await watched([...new Set(transfers.map((transfer) => transfer.address))])
      return { ...headerOf(block), transfers: transfers.filter((transfer) => ours.has(transfer.address)) }
    },
  }
}

const headerOf = ({ height, hash, parent }: ChainBlock): BlockHeader => ({ height, hash, parent })
