import { rejections, type Claims, type setWithdrawals, type ValuesOf } from '../../../contract/index.ts'
import { refuse, type Handler } from '../../../platform/http/index.ts'
import { act } from '../act.ts'
import type { Admin } from '../admin-routes.ts'
import { booksEntity } from './read-books.ts'

/** One person suffices to stop the outflow, and to let it go on: he is named in the journal. */
export function setWithdrawalsHandler(
  admin: Admin,
): Handler<ValuesOf<(typeof setWithdrawals)['params']>, Claims> {
  return (call) => {
    const { allowed, reason } = call.params
    const about = { name: 'books.withdrawals', subject: allowed ? 'allowed' : 'stopped', reason }
    return act(admin, call, about, async (submit) => {
      const { rejection } = await submit({ kind: 'set_withdrawals', allowed, reason, by: call.caller.uid })
      if (rejection === null) return { body: await booksEntity(admin) }
      return refuse(rejections[rejection].status, rejections[rejection].key)
    })
  }
}
