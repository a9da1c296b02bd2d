import type { Amount, AssetCode } from '../../core/units/index.ts'

/**
 * The port of every chain. A provider keeps what is pure in `logic/` (formats, checksums, hashes) and what
 * talks to a node or a custodian in `network/`; nothing of the node's own types passes this file. All its
 * failures are Faults; `chain_unavailable` and `block_not_found` are worth another try later.
 */
export type Coin = {
  /** Which chain: the wire's `blockchain_key`, such as `devnet-btc`. */
  readonly chain: string
  /** How people call the protocol: `Bitcoin`, `ERC-20`. */
  readonly protocol: string
  readonly assets: readonly CoinAsset[]
  readonly addresses: Addresses
  readonly reader: ChainReader
  /** Only chains whose coins are worth nothing have one. */
  readonly faucet?: Faucet
  close(): Promise<void>
}

/** An asset as the chain knows it: `decimals` digits after the point exist there, never more than 18. */
export type CoinAsset = { asset: AssetCode; decimals: number }

export type Addresses = {
  /**
   * The one form in which an address is stored and compared, or `undefined` for text that is no address of
   * this network (wrong checksum, another network's prefix, mixed case where that is forbidden). Pure.
   */
  canonical(text: string): string | undefined
  /**
   * The deposit address of our wallet that goes by `label` (a user's uid, say). The same label gives the
   * same address for ever: derived from an extended public key along a path made of the label's digest, or
   * looked up by label at a custodian. So neither a crash between asking and storing nor a lost row can
   * give one user's address to another. `undefined` while a custodian is still preparing it: ask again.
   */
  deposit(label: string): Promise<DepositAddress | undefined>
}

/** `memo` covers tags and payment ids of chains where many users share an address. Both in canonical form. */
export type DepositAddress = { address: string; memo: string | null }

/** `parent` is `null` for the genesis block only. */
export type BlockHeader = { height: number; hash: string; parent: string | null }
export type Block = BlockHeader & { transfers: Transfer[] }

/**
 * Funds that arrived at one address and can be spent there. A provider reports what was really delivered
 * (a reverted call, a token that returned false or a partial payment delivers less than it says).
 */
export type Transfer = {
  txid: string
  /**
   * Which delivery of the transaction: the output number (Bitcoin), 0 for the native coin and 1 + the log's
   * position in the receipt for a token (EVM). Counted inside the transaction, never inside the block,
   * so that a transaction which is mined again elsewhere keeps it.
   */
  index: number
  address: string
  memo: string | null
  /** Senders in canonical form where the chain tells them, for screening. */
  from: readonly string[]
  asset: AssetCode
  sum: Amount
}

/** Tells which of these canonical addresses are ours. */
export type Watched = (addresses: readonly string[]) => Promise<ReadonlySet<string>>

export type ChainReader = {
  /** What tells this network from all others and never changes: the genesis hash, or the chain id with it. */
  identity(): Promise<string>
  /** The tip of the chain that the node believes in now. */
  head(): Promise<BlockHeader>
  /** Cheap: for finding the common ancestor after a reorg. `block_not_found` above the head. */
  header(height: number): Promise<BlockHeader>
  /**
   * The whole block, with its transfers to watched addresses (others may be left out) in chain order.
   * An answer that the node cannot give in full is a Fault (`block_not_found`, `chain_unavailable`),
   * never an empty block: a block that was taken for empty is a deposit lost.
   */
  block(height: number, watched: Watched): Promise<Block>
}

/** Sends coins that are worth nothing. */
export type Faucet = {
  /** A generous and a largest sum per request. */
  limits(asset: AssetCode): { usual: Amount; most: Amount } | undefined
  /** Resolves when the chain has taken the transaction; `address` is canonical. */
  give(request: { address: string; asset: AssetCode; sum: Amount }): Promise<{ txid: string }>
}
