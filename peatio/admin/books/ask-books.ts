import type { Claims, createBookRequest, ValuesOf } from '../../../contract/index.ts'
import { decimalFromAmount, type AssetCode } from '../../../core/units/index.ts'
import { refuse, type Handler } from '../../../platform/http/index.ts'
import { isAble } from '../abilities.ts'
import { act } from '../act.ts'
import type { Admin } from '../admin-routes.ts'
import { custody, requestCommand, type AskedOfBooks } from './request-command.ts'
import { requestEntity } from './request-entity.ts'
import { findRequest, insertRequest, type BooksTables } from './request-store.ts'

type Values = ValuesOf<(typeof createBookRequest)['params']>

/** Who sets the limits of corrections is not among those who only make them. */
export const mayAsk = (role: string, kind: Values['kind']): boolean =>
  isAble(role, kind === 'adjustment_cap' ? 'update' : 'create', 'Adjustment')

/** Writes down what is asked for, if it could be decided at all; moves nothing. */
export function askBooksHandler(admin: Admin): Handler<Values, Claims> {
  const db = admin.sql.database<BooksTables>('peatio')
  return (call) => {
    const { kind, currency_id: asset, amount, reason } = call.params
    const { source = null, category = null, recipient = null } = call.params
    const subject = `${kind} ${asset}`
    return act(admin, call, { name: 'books.request', subject, reason }, async () => {
      const { uid, role } = call.caller
      if (!mayAsk(role, kind)) return refuse(403, 'admin.ability.not_permitted')
      if (!admin.catalog.assets().some((each) => each.code === asset)) {
        return refuse(422, 'admin.books.currency_doesnt_exist')
      }
      const asked: AskedOfBooks = {
        id: 0,
        kind,
        asset: asset as AssetCode,
        sum: amount,
        source,
        category,
        recipient,
        reason,
      }
      const command = requestCommand(asked, [uid, ''])
      if ('error' in command) return refuse(422, command.error)
      if (recipient !== null && recipient !== custody && !(await admin.members.find({ uid: recipient })))
        return refuse(422, 'admin.user.doesnt_exist')
      const sum = decimalFromAmount(amount)
      const row = { kind, asset, amount: sum, source, category, recipient, reason, creator_uid: uid }
      const id = await insertRequest(db, admin.dialect, row, admin.clock())
      return { body: requestEntity((await findRequest(db, id))!) }
    })
  }
}
