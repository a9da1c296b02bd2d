import type { BooksEntity, Claims, listBookRequests, ValuesOf } from '../../../contract/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import type { Handler } from '../../../platform/http/index.ts'
import type { Admin } from '../admin-routes.ts'
import { offsetOf, paged } from '../page.ts'
import { lastOf, type ListHandler } from '../sheeted.ts'
import { requestEntity } from './request-entity.ts'
import { selectRequests, type BooksTables } from './request-store.ts'

/** The books as the engine has them now. */
export async function booksEntity({ engine }: Pick<Admin, 'engine'>): Promise<BooksEntity> {
  const { caps, withdrawals, stopped } = (await engine.read({ kind: 'books' })).result
  return {
    withdrawals: { allowed: stopped === null, reason: stopped, held: withdrawals.length },
    caps: caps.map(({ asset, sum }) => ({ currency: asset, amount: decimalFromAmount(sum) })),
  }
}

export function getBooksHandler(admin: Admin): Handler<object, Claims> {
  return async () => ({ body: await booksEntity(admin) })
}

export function listBookRequestsHandler(
  admin: Admin,
): ListHandler<ValuesOf<(typeof listBookRequests)['params']>, Claims> {
  const db = admin.sql.database<BooksTables>('peatio')
  return async ({ params }, after) => {
    const { kind, state, ordering: direction, limit } = params
    const filter = { kind, state, direction, limit, offset: offsetOf(params), after }
    const { rows, total } = await selectRequests(db, filter)
    const last = lastOf(rows, limit, ({ id }) => ({ value: id, id }))
    return { ...paged(rows.map(requestEntity), params, total), last }
  }
}
