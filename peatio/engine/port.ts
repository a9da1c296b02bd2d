import type {
  AmendOrder,
  BalancesPage,
  BalanceView,
  BooksView,
  CancelOrder,
  Command,
  DefineAsset,
  DefinedMarket,
  DueCommand,
  Event,
  OrderView,
  RejectReason,
  SetTradingFee,
  Touched,
} from '../../core/exchange/index.ts'
import type {
  AccountId,
  AssetCode,
  Lots,
  MarketCode,
  OrderId,
  Sequence,
  Ticks,
  TimeMs,
} from '../../core/units/index.ts'

/**
 * What may be asked of the engine. An order may be named by its uuid: the engine keeps an index of open orders
 * by uuid beside the state (in its own memory, rebuilt at recovery) and gives the core the id; the core hashes no
 * strings. An unknown uuid is `unknown_order`.
 */
export type Request =
  | Exclude<Command, CancelOrder | AmendOrder>
  | (Omit<CancelOrder, 'order'> & { order: OrderName })
  | (Omit<AmendOrder, 'order'> & { order: OrderName })

/** The engine's number of an order, or its public name. */
export type OrderName = OrderId | { uuid: string }

/** A command on its way in. The same `key` always gets the first answer. */
export type Submission = {
  key: string
  command: Request
  /** Not decided after this moment: rejected with `deadline_passed`, so a request that timed out never acts later. */
  deadline?: TimeMs
}

/** What the engine said, once it is durable. `orders` holds the caller's order(s) as the command left them. */
export type Answer = {
  sequence: Sequence
  at: TimeMs
  rejection: RejectReason | null
  orders: OrderView[]
  /** True when the key was known and this is the first answer again. */
  repeated: boolean
}

/** One line of the journal: the command's key, its answer and its events. */
export type JournalRecord = {
  sequence: Sequence
  at: TimeMs
  key: string
  kind: (Command | DueCommand)['kind']
  rejection: RejectReason | null
  events: Event[]
}

/** A durable record with the state after it of everything it touched. */
export type Published = JournalRecord & { touched: Touched }

/** Current state is read from the leader, at its durable sequence. */
export type Query =
  | { kind: 'balances'; account: AccountId }
  | { kind: 'open_orders'; account: AccountId; market?: MarketCode }
  /** All open orders of all users: what a starting reader (ranger, projector) seeds itself with. */
  | { kind: 'all_open_orders' }
  | { kind: 'open_order'; account: AccountId; order: OrderId | { uuid: string } }
  /** Aggregated levels, best first. */
  | { kind: 'depth'; market: MarketCode; limit: number }
  /** Individual resting orders, best first, oldest first within a price. */
  | { kind: 'resting_orders'; market: MarketCode; bidsLimit: number; asksLimit: number }
  /** The last sequence that touched this account: what its history must have reached. */
  | { kind: 'account_sequence'; account: AccountId }
  /** Assets, markets and fees as the journal has them; fee groups of accounts, in their order, `any` by default. */
  | { kind: 'definitions' }
  | { kind: 'group_of'; account: AccountId }
  | { kind: 'groups_of'; accounts: readonly AccountId[] }
  /** Sum of posted over all accounts, per asset (0 everywhere) and held against open orders. */
  | { kind: 'trial_balance' }
  /** Every line of the ledger that is not empty, house accounts too: what a reconciler begins with. */
  | { kind: 'balances_page'; from: number; limit: number }
  /** Adjustment caps, held withdrawals, and why withdrawals are refused (null: they are not). */
  | { kind: 'books' }
  /** A hash over the whole state: equal states, equal hashes. */
  | { kind: 'state_hash' }

export type DepthLevel = { price: Ticks; quantity: Lots }

export type QueryResult = {
  balances: BalanceView[]
  open_orders: OrderView[]
  all_open_orders: OrderView[]
  open_order: OrderView | null
  depth: { bids: DepthLevel[]; asks: DepthLevel[] }
  resting_orders: { bids: OrderView[]; asks: OrderView[] }
  account_sequence: Sequence | 0
  definitions: { assets: DefineAsset[]; markets: DefinedMarket[]; fees: SetTradingFee[] }
  group_of: string
  groups_of: string[]
  trial_balance: { asset: AssetCode; posted: bigint; held: bigint; promised: bigint }[]
  balances_page: BalancesPage
  books: BooksView
  state_hash: string
}

/** A reply with the durable sequence it was read at. */
export type ReadReply<Kind extends Query['kind']> = { sequence: Sequence | 0; result: QueryResult[Kind] }

/** Receives durable records in order, each once per subscription. Awaited: a slow reader is waited for. */
export type Consumer = (records: Published[]) => void | Promise<void>

/**
 * The engine as the rest of the house sees it, in this process or another.
 * Nothing it says is past the durable sequence.
 */
export type Engine = {
  /** Resolves when the answer is durable. Rejects with a Fault: `engine_overloaded` (queue full), `engine_stopped`. */
  submit(submission: Submission): Promise<Answer>
  /** Whether an order that is submitted now is refused, because the queue is full. Cancels may still have room. */
  full(): boolean
  read<Kind extends Query['kind']>(query: Extract<Query, { kind: Kind }>): Promise<ReadReply<Kind>>
  /** Last durable sequence that has reached this side. */
  sequence(): Sequence | 0
  /** Streams from `after` + 1: backfill, cut over, live. Returns an unsubscribe. */
  subscribe(after: Sequence | 0, consumer: Consumer): Promise<() => void>
  /** Drains the intake, writes a snapshot, closes the journal. */
  close(): Promise<void>
}
