import { rejections, type Claims, type decideBookRequest, type ValuesOf } from '../../../contract/index.ts'
import { refuse, type Handler, type Refusal, type Reply } from '../../../platform/http/index.ts'
import { act, type Submit } from '../act.ts'
import type { Admin } from '../admin-routes.ts'
import { mayAsk } from './ask-books.ts'
import { requestCommand } from './request-command.ts'
import { askedOf, requestEntity } from './request-entity.ts'
import { changeRequest, findRequest, type BooksTables, type RequestRow } from './request-store.ts'

type Values = ValuesOf<(typeof decideBookRequest)['params']>

/**
 * The second person's word. The engine is asked under a key of this request and attempt, so that it is done once,
 * whoever repeats it and whatever is killed in between.
 */
export function decideBooksHandler(admin: Admin): Handler<Values, Claims> {
  const { clock } = admin
  const db = admin.sql.database<BooksTables>('peatio')
  return (call) => {
    const { id, action } = call.params
    const { uid, role } = call.caller
    const about = { name: `books.${action}`, subject: `request ${id}`, reason: undefined }
    return act(admin, call, about, async (submit) => {
      const row = await findRequest(db, id)
      if (!row) return refuse(404, 'record.not_found')
      if (!mayAsk(role, row.kind)) return refuse(403, 'admin.ability.not_permitted')
      return action === 'accept' ? accept(row, uid, submit) : reject(row, uid, submit)
    })
  }

  async function accept(row: RequestRow, caller: string, submit: Submit): Promise<Reply | Refusal> {
    if (row.creator_uid === caller) return refuse(422, 'admin.adjustment.too_few_approvers')
    // Whose acceptance is in doubt has given it: who repeats it completes his, and the journal and this row name one.
    const validator = row.in_doubt === 1 ? (row.validator_uid ?? caller) : caller
    const command = requestCommand(askedOf(row), [row.creator_uid, validator])
    if ('error' in command) return refuse(422, command.error)
    const doubtful = { in_doubt: 1, validator_uid: validator, updated_at: clock() }
    if (row.state !== 'pending' || !(await changeRequest(db, row, doubtful)))
      return refuse(422, 'admin.books.cannot_perform_accept_action')
    const { rejection, sequence } = await submit(command, keyOf(row))
    if (rejection !== null) {
      await engineRefused(row)
      const { status, key } = rejections[rejection]
      return refuse(status, key)
    }
    await engineAccepted(row, validator, sequence)
    return told(row.id)
  }

  /**
   * While it is in doubt whether the engine has accepted it, the engine is asked under the same key for something that
   * it always refuses: either its first answer comes back, or the key is spent on a no.
   */
  async function reject(row: RequestRow, validator: string, submit: Submit): Promise<Reply | Refusal> {
    let certain = row
    if (row.state === 'pending' && row.in_doubt === 1) {
      const command = requestCommand(askedOf(row), [row.creator_uid, row.creator_uid])
      if ('error' in command) return refuse(422, command.error)
      const { rejection, sequence } = await submit(command, keyOf(row))
      if (rejection !== null) await engineRefused(row)
      else await engineAccepted(row, row.validator_uid ?? validator, sequence)
      certain = (await findRequest(db, row.id))!
    }
    const end = { state: 'rejected', validator_uid: validator, updated_at: clock() } as const
    return (await changeRequest(db, certain, end))
      ? told(row.id)
      : refuse(422, 'admin.books.cannot_perform_reject_action')
  }

  /** The next time it is asked anew. */
  function engineRefused(row: RequestRow) {
    const { attempt } = row
    return changeRequest(db, row, {
      attempt: attempt + 1,
      in_doubt: 0,
      validator_uid: null,
      updated_at: clock(),
    })
  }

  function engineAccepted(row: RequestRow, validator: string, sequence: number) {
    const told = { state: 'accepted', in_doubt: 0, validator_uid: validator, sequence } as const
    return changeRequest(db, row, { ...told, updated_at: clock() })
  }

  async function told(id: number) {
    return { body: requestEntity((await findRequest(db, id))!) }
  }
}

const keyOf = ({ id, attempt }: RequestRow) => `books:${id}:${attempt}`
