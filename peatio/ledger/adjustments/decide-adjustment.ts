import { rejections, type Claims, type decideAdjustment, type ValuesOf } from '../../../contract/index.ts'
import type { AssetCode } from '../../../core/units/index.ts'
import { refuse, type Handler, type Refusal, type Reply } from '../../../platform/http/index.ts'
import { act, type AdminTables, type Submit } from '../../admin/index.ts'
import { sumOf } from '../../engine/projector/index.ts'
import { adjustmentCommand } from './adjustment-command.ts'
import { adjustmentEntity } from './adjustment-entity.ts'
import type { AdjustmentDeps } from './adjustment-routes.ts'
import {
  accepted,
  beginAccepting,
  findAdjustment,
  refused,
  rejected,
  type AdjustmentRow,
  type AdjustmentTables,
} from './adjustment-store.ts'

type Values = ValuesOf<(typeof decideAdjustment)['params']>

/**
 * The second person's word. The engine is asked under a key of this correction and attempt, so that it is booked once,
 * whoever repeats it and whatever is killed in between.
 */
export function decideAdjustmentHandler(deps: AdjustmentDeps): Handler<Values, Claims> {
  const { sql, engine, projector, clock } = deps
  const db = sql.database<AdjustmentTables>('peatio')
  const acting = { engine, clock, dialect: sql.dialect, register: sql.database<AdminTables>('peatio') }
  return (call) => {
    const { id, action } = call.params
    const { uid } = call.caller
    const about = { name: `adjustment.${action}`, subject: `adjustment ${id}`, reason: undefined }
    return act(acting, call, about, async (submit) => {
      const row = await findAdjustment(db, id)
      if (!row) return refuse(404, 'record.not_found')
      return action === 'accept' ? accept(row, uid, submit) : reject(row, uid, submit)
    })
  }

  async function accept(row: AdjustmentRow, caller: string, submit: Submit): Promise<Reply | Refusal> {
    if (row.creator_uid === caller) return refuse(422, 'admin.adjustment.too_few_approvers')
    // Whose acceptance is in doubt has given it: who repeats it completes his, and the journal and this row name one.
    const validator = row.in_doubt === 1 ? (row.validator_uid ?? caller) : caller
    const command = adjustmentCommand(askedOf(row), [row.creator_uid, validator])
    if ('error' in command) return refuse(422, command.error)
    if (row.state !== 'pending' || !(await beginAccepting(db, row, { validator, now: clock() }))) {
      return refuse(422, 'admin.adjustment.cannot_perform_accept_action')
    }
    const answer = await submit(command, keyOf(row))
    if (answer.rejection !== null) {
      await refused(db, row, clock())
      const { status, key } = rejections[answer.rejection]
      if (answer.rejection === 'insufficient_funds')
        return refuse(422, 'admin.adjustment.user_insufficient_balance')
      return refuse(status, key)
    }
    const { sequence, at } = answer
    await accepted(db, row, { validator, sequence, at, now: clock() })
    await projector.reached(engine.sequence())
    return told(row.id)
  }

  /**
   * While it is in doubt whether the engine has accepted it, the engine is asked under the same key for something that
   * it always refuses: either its first answer comes back, or the key is spent on a no.
   */
  async function reject(row: AdjustmentRow, validator: string, submit: Submit): Promise<Reply | Refusal> {
    if (row.state === 'pending' && row.in_doubt === 1) {
      const command = adjustmentCommand(askedOf(row), [row.creator_uid, row.creator_uid])
      if ('error' in command) return refuse(422, command.error)
      const { rejection, sequence, at } = await submit(command, keyOf(row))
      if (rejection !== null) await refused(db, row, clock())
      else await accepted(db, row, { validator: row.validator_uid ?? validator, sequence, at, now: clock() })
    }
    const done = await rejected(db, row, validator, clock())
    return done ? told(row.id) : refuse(422, 'admin.adjustment.cannot_perform_reject_action')
  }

  async function told(id: number) {
    return { body: await adjustmentEntity(db, (await findAdjustment(db, id))!) }
  }
}

const keyOf = ({ id, attempt }: AdjustmentRow) => `adjustment:${id}:${attempt}`

const askedOf = (row: AdjustmentRow) => ({
  id: row.id,
  reason: row.reason,
  category: row.category,
  amount: sumOf(row.amount),
  asset: row.asset as AssetCode,
  receivingCode: row.receiving_code,
  receivingUid: row.receiving_uid,
})
