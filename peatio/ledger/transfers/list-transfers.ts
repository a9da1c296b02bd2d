import type { Claims, listInternalTransfers, ValuesOf } from '../../../contract/index.ts'
import type { AccountId } from '../../../core/units/index.ts'
import { refuse, type Handler } from '../../../platform/http/index.ts'
import { listOperations, sumOf, type ProjectionTables } from '../../engine/projector/index.ts'
import { transferEntity } from './transfer-entity.ts'
import type { Person, TransferDeps } from './transfer-routes.ts'

type Values = ValuesOf<(typeof listInternalTransfers)['params']>

/** The caller's legs of transfers, each with the other's, which was booked by the same record. */
export function listTransfersHandler(deps: TransferDeps): Handler<Values, Claims> {
  const { engine, projector, sql, findPerson } = deps
  const db = sql.database<ProjectionTables>('peatio')
  return async ({ params: { currency, limit, page }, caller }) => {
    if (currency !== undefined) {
      const { result } = await engine.read({ kind: 'definitions' })
      if (!result.assets.some(({ asset }) => asset === currency))
        return refuse(422, 'account.currency.doesnt_exist')
    }
    const { result: sequence } = await engine.read({
      kind: 'account_sequence',
      account: caller.uid as AccountId,
    })
    await projector.reached(sequence)
    const own = await listOperations(db, {
      codeFrom: 200,
      codeTo: 300,
      asset: currency,
      line: caller.uid,
      referenceType: 'InternalTransfer',
      direction: 'desc',
      limit,
      offset: (page - 1) * limit,
    })
    if (own.length === 0) return { body: [] }
    const others = await db
      .selectFrom('operations')
      .select(['sequence', 'line'])
      .where(
        'made_at',
        'in',
        own.map(({ made_at }) => made_at),
      )
      .where(
        'sequence',
        'in',
        own.map((leg) => leg.sequence),
      )
      .where('line', '<>', caller.uid)
      .execute()
    const otherOf = new Map(others.map(({ sequence: record, line }) => [record, line]))
    const people = new Map<string, Pick<Person, 'uid' | 'username'>>()
    for (const uid of new Set(otherOf.values())) {
      people.set(uid, (await findPerson({ uid })) ?? { uid, username: null })
    }
    const me = { uid: caller.uid, username: caller.username }
    return {
      body: own.map((leg) => {
        const other = people.get(otherOf.get(leg.sequence)!)!
        const out = sumOf(leg.debit) > 0n
        return transferEntity({
          sender: out ? me : other,
          receiver: out ? other : me,
          asset: leg.asset,
          sum: sumOf(out ? leg.debit : leg.credit),
          at: leg.made_at,
          direction: out ? 'out' : 'in',
        })
      }),
    }
  }
}
