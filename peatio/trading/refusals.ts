import { rejections, type Claims, type WireRejection } from '../../contract/index.ts'
import type { RejectReason } from '../../core/exchange/index.ts'
import { isPassing, refuse, type Refusal, type Reply } from '../../platform/http/index.ts'
import { seldom, type Logger } from '../../platform/log/index.ts'
import type { Catalog } from '../catalog/index.ts'

/** Complete by the compiler: a reason of the engine without a status and a key is a type error here. */
const wire: Record<RejectReason, WireRejection> = rejections

export type Instead = Partial<Record<RejectReason, string>>

/** The engine's no in the wire's words; `instead` for reasons that mean something else at this door. */
export function refusalOf(reason: RejectReason, instead: Instead = {}): Refusal {
  const { status, key } = wire[reason]
  const said = instead[reason]
  return said === undefined ? refuse(status, key) : refuse(422, said)
}

/** Refuses whoever may not trade yet, by his level. */
export const admitTrader = (
  { catalog }: { catalog: Pick<Catalog, 'levels'> },
  { level }: Claims,
): Refusal | undefined =>
  level < catalog.levels().trade ? refuse(403, 'market.trade.not_permitted') : undefined

/** A verb of this room: what it needs of a call, whether a request or a socket's message brought it. */
export type Verb<Values> = (call: {
  params: Values
  caller: Claims
}) => Promise<Reply | Refusal> | Reply | Refusal

/** Answers a fault that passes with 503; any other is thrown again. */
export function refusingFaults(log: Pick<Logger, 'warn'>): (error: unknown) => Refusal {
  const note = seldom(log, 'requests are refused for the moment')
  return (error) => {
    if (!isPassing(error)) throw error
    note(error)
    return refuse(503, 'server.service_unavailable')
  }
}

/** Faults that do not pass are the HTTP room's, which logs them and says 500. */
export function sayUnavailable<Call>(
  handle: (call: Call) => Promise<Reply | Refusal> | Reply | Refusal,
  log: Pick<Logger, 'warn'>,
): (call: Call) => Promise<Reply | Refusal> {
  const refuseFault = refusingFaults(log)
  return async (call) => {
    try {
      return await handle(call)
    } catch (error) {
      return refuseFault(error)
    }
  }
}
