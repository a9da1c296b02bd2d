import {
  decide,
  openOrder,
  type Command,
  type Decision,
  type Event,
  type RejectReason,
} from '../../core/exchange/index.ts'
import type { MarketCode, TimeMs } from '../../core/units/index.ts'
import type { LeaderState } from './leader-state.ts'
import type { EngineLog } from './options.ts'
import type { Request, Submission } from './port.ts'
import { orderIdOf } from './read.ts'

export type Decided = {
  rejection: RejectReason | null
  events: Event[]
  /** The market that must be halted, because deciding on it failed. */
  broken: MarketCode | null
}

/** `now` is the clock's, for deadlines; `at` is the record's, which never runs backwards. */
export type Moment = { now: number; at: TimeMs }

/** Asks the core, and turns a throw inside it into a rejection: one bad command must not stop all markets. */
export function decideSubmission(
  state: LeaderState,
  { command: request, deadline, key }: Submission,
  { now, at, log }: Moment & { log: EngineLog },
): Decided {
  if (deadline !== undefined && now > deadline) return rejected('deadline_passed')
  const command = withOrderId(state, request)
  if (!command) return rejected('unknown_order')
  // An order's public name is its owner's only handle until the answer arrives, so two open orders never
  // share it.
  if (command.kind === 'place_order' && state.orderIds.has(command.uuid))
    return rejected('invalid_definition')
  try {
    return decided(decide(state.exchange, command, at))
  } catch (error) {
    const market = marketOf(state, command)
    log.error({ err: error, key, kind: command.kind, market }, 'deciding on a command failed')
    return { ...rejected('internal_fault'), broken: market }
  }
}

/** The halt of a market that broke, decided like any other command. */
export function decideHalt(state: LeaderState, market: MarketCode, at: TimeMs): Decided {
  const command: Command = { kind: 'set_market_status', market, status: 'halted', reason: 'internal_fault' }
  return decided(decide(state.exchange, command, at))
}

const rejected = (rejection: RejectReason): Decided => ({ rejection, events: [], broken: null })

const decided = (decision: Decision): Decided =>
  'rejection' in decision
    ? rejected(decision.rejection)
    : { rejection: null, events: decision.events, broken: null }

function withOrderId(state: LeaderState, request: Request): Command | undefined {
  if (request.kind !== 'cancel_order') return request
  const order = orderIdOf(state, request.order)
  return order === undefined ? undefined : { ...request, order }
}

function marketOf({ exchange }: LeaderState, command: Command): MarketCode | null {
  if (command.kind === 'place_order' || command.kind === 'cancel_orders') {
    return command.market !== null && exchange.markets.has(command.market) ? command.market : null
  }
  if (command.kind !== 'cancel_order') return null
  return openOrder(exchange, command.account, command.order)?.market.definition.market ?? null
}
