import type { Logger } from '../../../../platform/log/index.ts'
import { tip } from '../logic/chain-state.ts'
import type { DevnetNode } from './open-node.ts'

/** Blocks on top after which nobody waits for the next one. */
const restful = 20

export type Pace = {
  /** Between blocks while a transaction waits or gathers confirmations. */
  blockTimeMs: number
  /** Between blocks when nothing happens: a chain that nobody uses must not fill the disk. */
  idleBlockTimeMs: number
}

/** Mines by a timer until stopped. A failing disk stops it with one line in the log. */
export function keepMining(
  node: DevnetNode,
  options: Pace & { clock: () => number; log: Logger },
): () => void {
  const { blockTimeMs, idleBlockTimeMs, clock, log } = options
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const turn = async () => {
    try {
      if (busy(node) || clock() - tip(node.state).at >= idleBlockTimeMs) await node.mine()
    } catch (error) {
      log.error({ err: error }, 'the simulated chain stopped: its file cannot be written')
      return
    }
    if (!stopped) timer = setTimeout(() => void turn(), blockTimeMs)
  }
  timer = setTimeout(() => void turn(), blockTimeMs)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

const busy = ({ state }: DevnetNode) =>
  state.pool.size > 0 || state.blocks.slice(-restful).some((block) => block.txids.length > 0)
