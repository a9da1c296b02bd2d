import type { DefineMarket, MarketStatus } from '../../core/exchange/index.ts'
import type { MarketCode } from '../../core/units/index.ts'

/** How a market is shown. A hidden market is tradable, and front ends leave it out of their lists. */
export type MarketDescription = {
  name: string | null
  position: number
  hidden: boolean
  /** When it was first and last described; `null` if it never was. */
  createdAt: number | null
  updatedAt: number | null
}

/** The wire's word for what a market accepts. `locked` and `presale` markets may be watched, and not traded. */
export type MarketState = 'enabled' | 'hidden' | 'locked' | 'presale' | 'disabled'

/** A market as the engine defines it (prices in ticks, quantities in lots), described for people. */
export type Market = Omit<Required<DefineMarket>, 'kind' | 'market' | 'keepsStatus'> & {
  code: MarketCode
  /** `BTC/USDT` */
  name: string
  position: number
  createdAt: number | null
  updatedAt: number | null
  state: MarketState
  /** When the auction that runs opens by itself; `null` if it does not, or none runs. */
  endsAt: number | null
}

const states: Record<MarketStatus, MarketState> = {
  open: 'enabled',
  post_only: 'enabled',
  auction: 'presale',
  cancel_only: 'locked',
  halted: 'locked',
  delisted: 'disabled',
}

/** The wire's state of a market. */
export const marketState = (status: MarketStatus, hidden: boolean): MarketState =>
  states[status] === 'enabled' && hidden ? 'hidden' : states[status]

/** Whether it takes orders. */
export const isActive = ({ state }: Market): boolean => state === 'enabled' || state === 'hidden'

/** Whether its book, trades and candles are shown. */
export const isViewable = ({ state }: Market): boolean => state !== 'disabled'
