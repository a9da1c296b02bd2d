import type { Claims, createAdjustment, ValuesOf } from '../../../contract/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { refuse, type Handler, type Refusal, type Reply } from '../../../platform/http/index.ts'
import { insertedId } from '../../../platform/sql/index.ts'
import { act, type AdminTables } from '../../admin/index.ts'
import { chartOfAccounts } from '../../engine/projector/index.ts'
import { adjustmentCommand } from './adjustment-command.ts'
import { adjustmentEntity } from './adjustment-entity.ts'
import type { AdjustmentDeps } from './adjustment-routes.ts'
import { findAdjustment, type AdjustmentTables } from './adjustment-store.ts'

type Values = ValuesOf<(typeof createAdjustment)['params']>

/** Writes down what is asked for, if it could be decided at all; moves nothing. */
export function createAdjustmentHandler({
  sql,
  engine,
  hasUser,
  clock,
}: AdjustmentDeps): Handler<Values, Claims> {
  const db = sql.database<AdjustmentTables>('peatio')
  const acting = { engine, clock, dialect: sql.dialect, register: sql.database<AdminTables>('peatio') }
  return (call) => {
    const {
      currency_id: asset,
      receiving_member_uid: uid,
      receiving_account_code: code,
      reason,
    } = call.params
    const about = { name: 'adjustment.request', subject: `${asset} ${uid ?? code}`, reason }
    return act(acting, call, about, () => ask(call.params, call.caller.uid))
  }

  async function ask(params: Values, creator: string): Promise<Reply | Refusal> {
    const { asset_account_code: assetCode, receiving_account_code: receivingCode } = params
    const { result } = await engine.read({ kind: 'definitions' })
    const asset = result.assets.find((each) => each.asset === params.currency_id)
    if (!asset) return refuse(422, 'admin.adjustment.currency_doesnt_exist')
    const known = (code: number) =>
      chartOfAccounts.some((each) => each.code === code && each.type === asset.type && each.kind === 'main')
    if (!known(assetCode)) return refuse(422, 'admin.adjustment.invalid_asset_account_code')
    if (!known(receivingCode)) return refuse(422, 'admin.adjustment.invalid_receiving_account_code')
    const { reason, description, category, amount, receiving_member_uid: receivingUid = null } = params
    const asked = { id: 0, reason, category, amount, asset: asset.asset, receivingCode, receivingUid }
    const command = adjustmentCommand(asked, [creator, ''])
    if ('error' in command) return refuse(422, command.error)
    if (receivingUid !== null && !(await hasUser(receivingUid))) return refuse(422, 'admin.user.doesnt_exist')
    const now = clock()
    const id = await insertedId(
      sql.dialect,
      db.insertInto('adjustments').values({
        reason,
        description,
        category,
        amount: decimalFromAmount(amount),
        asset: asset.asset,
        asset_code: assetCode,
        receiving_code: receivingCode,
        receiving_uid: receivingUid,
        creator_uid: creator,
        validator_uid: null,
        state: 'pending',
        attempt: 0,
        in_doubt: 0,
        sequence: null,
        booked_at: null,
        created_at: now,
        updated_at: now,
      }),
    )
    return { body: await adjustmentEntity(db, (await findAdjustment(db, id))!) }
  }
}
