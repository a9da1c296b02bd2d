import type { Lots } from '../../units/index.ts'
import type { AmendOrder } from '../command.ts'
import type { NaiveAnswer } from './answer.ts'
import { leave, reduce } from './end-order.ts'
import { partsMax, priceFits, quantityFits, refusalOfControls } from './refusals.ts'
import { assetOf, availableOf, marketOf, orderOf, promiseOf, sumOf, type Naive } from './twin.ts'
import { arrive, bestMaker } from './walk.ts'

/** Another total, another limit, or both, of an order that rests alone. */
export function amend(naive: Naive, command: AmendOrder): NaiveAnswer {
  const order = orderOf(naive, command.order)
  const isTheirs = order?.account === command.account
  if (!order || !isTheirs || order.stage !== 'resting') return { rejection: 'unknown_order' }
  if (orderOf(naive, order.partner)) return { rejection: 'order_linked' }

  const market = marketOf(naive, order)
  const quantity = command.quantity ?? order.quantity
  const limit = command.limit ?? order.limit!
  const remaining = quantity - (order.quantity - order.remaining)
  if (quantity === order.quantity && limit === order.limit) return { events: [] }
  if (!Number.isSafeInteger(quantity) || remaining < 1) return { rejection: 'invalid_quantity' }
  if (limit === order.limit && remaining < order.remaining)
    return { events: [reduce(naive, order, order.remaining - remaining, 'amended')] }

  if (!['open', 'post_only', 'auction'].includes(market.status)) return { rejection: 'market_not_open' }
  if (!quantityFits(market, quantity)) return { rejection: 'invalid_quantity' }
  if (!priceFits(market, limit)) return { rejection: 'invalid_price' }
  const amended = { ...order, quantity, limit, remaining: remaining as Lots }
  const refusal = refusalOfControls(market, { ...amended, type: 'limit', special: {} })
  if (refusal) return { rejection: refusal }
  const { display } = order.special ?? {}
  if (display !== undefined && quantity > display * partsMax) return { rejection: 'invalid_display' }
  const mayNotTake = order.special?.postOnly || market.status === 'post_only'
  if (mayNotTake && market.status !== 'auction' && bestMaker(naive, amended))
    return { rejection: 'would_take' }
  const funds = availableOf(naive, order.account, assetOf(naive, order)) + promiseOf(naive, order)
  if (funds < promiseOf(naive, amended)) return { rejection: 'insufficient_funds' }

  leave(naive, order)
  amended.stage = 'arriving'
  const { id, account, market: code } = amended
  const asset = assetOf(naive, amended)
  const grows = promiseOf(naive, amended) - promiseOf(naive, order)
  return {
    events: [
      {
        kind: 'order_amended',
        order: id,
        account,
        market: code,
        previousLimit: order.limit!,
        limit,
        quantity,
        remaining: amended.remaining,
        asset,
        held: sumOf(grows > 0n ? grows : 0n),
        released: sumOf(grows < 0n ? -grows : 0n),
      },
      ...arrive(naive, amended),
    ],
  }
}
