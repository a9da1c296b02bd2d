import type { Kysely } from 'kysely'
import { decimalFromAmount, type MarketCode, type TimeMs, type TradeId } from '../../core/units/index.ts'
import { upsert, type Dialect } from '../../platform/sql/index.ts'
import { storedSum } from './stored-sum.ts'
import type { MarketDataTables } from './tables.ts'
import { tapeMax, type TapeTrade } from './tape.ts'

type Db = Kysely<MarketDataTables>
const rowsMax = 500

/** Adds trades to the tape; one that is there already stays as it is. */
export async function writeTrades(db: Db, dialect: Dialect, trades: TapeTrade[]): Promise<void> {
  for (let start = 0; start < trades.length; start += rowsMax) {
    const rows = trades.slice(start, start + rowsMax).map((trade) => ({
      id: trade.trade,
      market: trade.market,
      made_at: trade.at,
      price: decimalFromAmount(trade.price),
      base: decimalFromAmount(trade.base),
      quote: decimalFromAmount(trade.quote),
      taker_side: trade.takerSide,
    }))
    await upsert(dialect, db.insertInto('public_trades').values(rows), { key: ['id'], update: [] }).execute()
  }
}

/** The newest trades of a market, oldest first. */
export async function latestTrades(db: Db, market: MarketCode): Promise<TapeTrade[]> {
  const rows = await db
    .selectFrom('public_trades')
    .selectAll()
    .where('market', '=', market)
    .orderBy('id', 'desc')
    .limit(tapeMax)
    .execute()
  return rows.reverse().map((row) => ({
    trade: row.id as TradeId,
    market,
    at: row.made_at as TimeMs,
    price: storedSum(row.price),
    base: storedSum(row.base),
    quote: storedSum(row.quote),
    takerSide: row.taker_side === 'buy' ? 'buy' : 'sell',
  }))
}

/** Forgets a market's trades before this one. */
export async function pruneTrades(db: Db, market: MarketCode, before: TradeId): Promise<void> {
  await db.deleteFrom('public_trades').where('market', '=', market).where('id', '<', before).execute()
}
