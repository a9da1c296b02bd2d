import { unit } from '../../../../core/units/index.ts'
import { unitsOf } from '../../../../web/kit/index.ts'
import type { Market } from '../../../api/index.ts'
import { useFrameStore, useOwnBalance, type LiveMarket } from '../../../feed/index.ts'
import { waitsForStop } from './advanced.ts'
import { checkOrder, farFromMarket, fieldText } from './check-order.ts'
import { useDraft } from './draft.ts'
import { cutTo, estimateMarket, quantityAtPrice, quantityFromLevels } from './estimate.ts'

/** The draft against the market of this moment: what it spends, what it comes to, what is wrong with it. */
export function useOrderDraft(market: Market, live: LiveMarket) {
  const draft = useDraft()
  const book = useFrameStore(live.book)
  const spent = draft.side === 'buy' ? market.quote_unit : market.base_unit
  const balance = useOwnBalance(spent)
  const available = balance && unitsOf(balance.available)
  const offers = (draft.side === 'buy' ? book?.asks : book?.bids) ?? []
  const quantity = unitsOf(draft.quantity) ?? 0n
  const price = unitsOf(draft.price)
  const isMarket = draft.type === 'market'
  const waits = waitsForStop(draft.type, draft.advanced)
  const estimate = isMarket && !waits ? estimateMarket(offers, quantity) : undefined

  /** The largest quantity that this share of the balance pays for. */
  const quantityOf = (percent: bigint): string => {
    const funds = ((available ?? 0n) * percent) / 100n
    const digits = market.amount_precision
    if (draft.side === 'sell') return fieldText(cutTo(funds, digits), digits)
    const most = isMarket
      ? quantityFromLevels(offers, funds, digits)
      : quantityAtPrice(funds, price ?? 0n, digits)
    return fieldText(most, digits)
  }

  return {
    draft,
    spent,
    balance,
    available,
    price,
    quantity,
    estimate,
    notional: isMarket ? estimate?.notional : price && (price * quantity) / unit,
    checked: checkOrder(draft, { market, available, marketNotional: waits ? 0n : estimate?.notional }),
    /** How far, in percent, a limit price is beyond the best offer; only when that looks like a slip. */
    farPercent: !isMarket && !waits && price ? farFromMarket(draft.side, price, offers[0]?.price) : undefined,
    isBookThere: book !== undefined,
    quantityOf,
  }
}
