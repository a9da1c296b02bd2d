import { randomUUID } from 'node:crypto'
import type { Claims } from '../../contract/index.ts'
import type { Command } from '../../core/exchange/index.ts'
import type { Call, Refusal, Reply } from '../../platform/http/index.ts'
import type { Answer, Engine } from '../engine/index.ts'
import { endAction, insertAction } from './action-store.ts'
import type { Admin } from './admin-routes.ts'

/** What an act needs: who decides, and where the register is. */
export type Acting = Pick<Admin, 'dialect' | 'clock' | 'register'> & { engine: Pick<Engine, 'submit'> }

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
  admin: Acting,
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
  let reply: Reply | Refusal
  try {
    reply = await work(submit)
  } catch (error) {
    await endAction(admin.register, id, { result: 'refused', errors: ['server.internal_error'], sequence })
    throw error
  }
  // What was done and cannot be written down stays pending: its key in the journal tells how it ended.
  const end =
    'refused' in reply
      ? ({ result: 'refused', errors: reply.errors } as const)
      : ({ result: 'done', errors: [] } as const)
  await endAction(admin.register, id, { ...end, sequence })
  return reply
}
