import type { amendClientOrder, amendOrder, OrderName, ValuesOf } from '../../contract/index.ts'
import { assert, type AccountId, type Amount, type OrderId } from '../../core/units/index.ts'
import { refuse, type Refusal, type Reply } from '../../platform/http/index.ts'
import { uuidOfClientId } from './client-order-id.ts'
import { findOrder } from '../engine/projector/index.ts'
import { entityOfView } from './order-entity.ts'
import { Steps } from './order-submission.ts'
import { ownKey } from './own-key.ts'
import { rated } from './rated.ts'
import { refusalOf, type Verb } from './refusals.ts'
import { scaleOf } from './scale.ts'
import { settled } from './settled.ts'
import type { Trading } from './trading-routes.ts'

type Values = ValuesOf<(typeof amendOrder)['params']>
type NamedValues = ValuesOf<(typeof amendClientOrder)['params']>
type Change = { volume: Amount | undefined; price: Amount | undefined }

export function amendOrderHandler(trading: Trading): Verb<Values> {
  return rated(trading, ({ params: { id, ...change }, caller }) =>
    amend(trading, caller.uid as AccountId, { name: id, change }),
  )
}

export function amendClientOrderHandler(trading: Trading): Verb<NamedValues> {
  return rated(trading, ({ params: { client_order_id: clientId, ...change }, caller }) => {
    const account = caller.uid as AccountId
    return amend(trading, account, { name: { uuid: uuidOfClientId(account, clientId) }, change })
  })
}

/** Changes a resting order. `volume` is the new total, filled parts included; less of it keeps the order's place. */
async function amend(
  trading: Trading,
  account: AccountId,
  { name, change: { volume, price } }: { name: OrderName; change: Change },
): Promise<Reply | Refusal> {
  const order = 'id' in name ? (name.id as OrderId) : name
  const { result: open } = await trading.engine.read({ kind: 'open_order', account, order })
  if (!open) return closedOrUnknown(trading, account, name)
  const scale = scaleOf(trading, open.market)
  const steps = new Steps(scale)
  const command = {
    kind: 'amend_order',
    account,
    order: open.order,
    quantity: steps.lots(volume) ?? null,
    limit: steps.ticks(price) ?? null,
  } as const
  if (!steps.exact) return refusalOf('invalid_quantity')
  const { rejection, orders } = await trading.engine.submit({ key: ownKey(account, 'amend'), command })
  // It closed between the two questions, or it is none that may be amended: a market order, a stop that waits.
  if (rejection === 'unknown_order') return refuse(422, 'market.order.amend_error')
  if (rejection !== null) return refusalOf(rejection)
  // Nothing was to be changed: no event, and so nothing in the answer.
  const amended = orders[0] ?? open
  assert(amended.order === open.order, 'the amended order is in the answer')
  return { body: entityOfView(amended, scale) }
}

async function closedOrUnknown(trading: Trading, account: AccountId, name: OrderName): Promise<Refusal> {
  await settled(trading, account)
  const row = await findOrder(trading.db, account, name)
  return row ? refuse(422, 'market.order.amend_error') : refuse(404, 'record.not_found')
}
