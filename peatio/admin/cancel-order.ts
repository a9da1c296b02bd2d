import type { adminCancelOrder, Claims, ValuesOf } from '../../contract/index.ts'
import type { AccountId, OrderId } from '../../core/units/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { orderById } from '../engine/projector/index.ts'
import { act } from './act.ts'
import type { Admin } from './admin-routes.ts'
import { adminOrderEntities } from './list-orders.ts'
import { orderRefusal } from './refusals.ts'

type Values = ValuesOf<(typeof adminCancelOrder)['params']>

/** Cancels a user's order, whatever its market accepts. */
export function cancelOrderHandler(admin: Admin): Handler<Values, Claims> {
  return (call) => {
    const { id, reason } = call.params
    return act(admin, call, { name: 'order.cancel', subject: String(id), reason }, async (submit) => {
      const { engine, projector, db } = admin
      await projector.reached(engine.sequence())
      const row = await orderById(db, id)
      if (!row) return refuse(404, 'record.not_found')
      const account = row.account as AccountId
      const answer = await submit({ kind: 'cancel_order', account, order: id as OrderId })
      if (answer.rejection !== null) return orderRefusal(answer.rejection)
      await projector.reached(answer.sequence)
      const [canceled] = await adminOrderEntities(admin, [(await orderById(db, id)) ?? row])
      return { body: canceled }
    })
  }
}
