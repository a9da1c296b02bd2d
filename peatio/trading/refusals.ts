import type { FastifyBaseLogger } from 'fastify'
import { rejections, type Claims, type WireRejection } from '../../contract/index.ts'
import type { RejectReason } from '../../core/exchange/index.ts'
import { Fault } from '../../core/units/index.ts'
import { refuse, type Handler, type Refusal } from '../../platform/http/index.ts'

/** Complete by the compiler: a reason of the engine without a status and a key is a type error here. */
const wire: Record<RejectReason, WireRejection> = rejections

export type Instead = Partial<Record<RejectReason, string>>

/** The engine's no in the wire's words; `instead` for reasons that mean something else at this door. */
export function refusalOf(reason: RejectReason, instead: Instead = {}): Refusal {
  const { status, key } = wire[reason]
  const said = instead[reason]
  return said === undefined ? refuse(status, key) : refuse(422, said)
}

/** Faults that pass: the same request may succeed in a moment. None of them has changed anything. */
const passing = new Set([
  'engine_overloaded',
  'engine_stopped',
  'projection_late',
  'projection_halted',
  'sql_busy',
])

/** Answers a fault that passes with 503; any other is thrown again. */
export function refusalOfFault(error: unknown, log: FastifyBaseLogger): Refusal {
  if (!(error instanceof Fault) || !passing.has(error.code)) throw error
  log.warn({ err: error }, 'a request was refused for the moment')
  return refuse(503, 'server.service_unavailable')
}

/** Faults that do not pass are the HTTP room's, which logs them and says 500. */
export const sayUnavailable =
  <Values>(handle: Handler<Values, Claims>): Handler<Values, Claims> =>
  async (call) => {
    try {
      return await handle(call)
    } catch (error) {
      return refusalOfFault(error, call.request.log)
    }
  }
