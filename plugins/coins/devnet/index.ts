// Devnet: simulated chains with blocks, reorgs and a faucet. It knows nothing of users or ledgers.
export { openDevnet } from './open-devnet.ts'
export type { DevnetCoin, DevnetOptions } from './open-devnet.ts'
