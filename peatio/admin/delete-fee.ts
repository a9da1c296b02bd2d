import type { Claims, deleteTradingFee, ValuesOf } from '../../contract/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { tradingFeeEntity } from '../catalog/index.ts'
import { act } from './act.ts'
import type { Admin } from './admin-routes.ts'
import { feeRefusal } from './refusals.ts'

type Values = ValuesOf<(typeof deleteTradingFee)['params']>

/** Answers with what is gone. Orders that are open keep the rates that they were placed with. */
export function deleteFeeHandler(admin: Admin): Handler<Values, Claims> {
  return (call) => {
    const { id, reason } = call.params
    const known = admin.catalog.fees().find((fee) => fee.id === id)
    const subject = known ? `${known.group}/${known.market}` : `fee ${id}`
    return act(admin, call, { name: 'trading_fee.delete', subject, reason }, async (submit) => {
      if (!known) return refuse(404, 'record.not_found')
      const { group, market } = known
      const { rejection, sequence } = await submit({ kind: 'delete_trading_fee', group, market })
      if (rejection !== null) return feeRefusal(rejection)
      await admin.catalog.reached(sequence)
      return { body: tradingFeeEntity(known) }
    })
  }
}
