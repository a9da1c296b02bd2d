import { randomUUID } from 'node:crypto'
import type { Claims } from '../../contract/index.ts'
import type { Command } from '../../core/exchange/index.ts'
import type { Call, Refusal, Reply } from '../../platform/http/index.ts'
import type { Answer } from '../engine/index.ts'
import { endAction, insertAction } from './action-store.ts'
import type { Admin } from './admin-routes.ts'

export type Action = {
  /** `market.update` */
  name: string
  /** What it is done to: a market, a user, an order. */
  subject: string
  reason: string | undefined
}

/**
 * Submits a command under the action's key: whoever reads the journal finds the operator in it. What must be done once,
 * whoever repeats it, has a key of its own.
 */
export type Submit = (command: Command, ownKey?: string) => Promise<Answer>

/**
 * Does what an operator asked for. The register has who, from where, when and why before anything happens, and how
 * it ended after; if it cannot be written, nothing is done. `work` submits its commands with what it is given.
 */
export async function act(
  admin: Admin,
  { caller, ip, params }: Pick<Call<object, Claims>, 'caller' | 'ip' | 'params'>,
  { name, subject, reason }: Action,
  work: (submit: Submit) => Promise<Reply | Refusal>,
): Promise<Reply | Refusal> {
  const key = `admin:${caller.uid}:${randomUUID()}`
  const id = await insertAction(admin.register, admin.dialect, {
    command_key: key,
    uid: caller.uid,
    role: caller.role,
    ip: ip.slice(0, 64),
    action: name,
    subject: subject.slice(0, 190),
    reason: reason ?? '',
    request: JSON.stringify(params, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
    result: 'pending',
    errors: '[]',
    sequence: null,
    created_at: admin.clock(),
  })
  let sequence: number | null = null
  let commands = 0
  const submit: Submit = async (command, ownKey) => {
    commands += 1
    const answer = await admin.engine.submit({ key: ownKey ?? `${key}:${commands}`, command })
    if (answer.rejection === null) sequence = answer.sequence
    return answer
  }
  try {
    const reply = await work(submit)
    const refused = 'refused' in reply
    const errors = refused ? reply.errors : []
    await endAction(admin.register, id, { result: refused ? 'refused' : 'done', errors, sequence })
    return reply
  } catch (error) {
    await endAction(admin.register, id, { result: 'refused', errors: ['server.internal_error'], sequence })
    throw error
  }
}
