import {
  decide,
  type Command,
  type Decision,
  type DueCommand,
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
  if (!namesAreFree(state, command)) return rejected('invalid_definition')
  return decideOr(state, command, { at, key, log })
}

/** What the core itself named as due. */
export const decideDue = (state: LeaderState, command: DueCommand, asked: Asked): Decided =>
  decideOr(state, command, asked)

type Asked = { at: TimeMs; key: string; log: EngineLog }

/** Asks the core; a throw becomes a rejection, and the market's halt. */
function decideOr(state: LeaderState, command: Command | DueCommand, { at, key, log }: Asked): Decided {
  try {
    return decided(decide(state.exchange, command, at))
  } catch (error) {
    const market = marketOf(state, command)
    log.error({ err: error, key, kind: command.kind, market }, 'deciding on a command failed')
    return { ...rejected('internal_fault'), broken: market }
  }
}

/** An order's public name is its owner's only handle until the answer arrives, so two open orders never share it. */
function namesAreFree({ orderNames }: LeaderState, command: Command): boolean {
  const isFree = (uuid: string) => orderNames.find(uuid) === undefined
  if (command.kind === 'place_order') return isFree(command.uuid)
  if (command.kind !== 'place_oco') return true
  const [first, second] = [command.limitLeg.uuid, command.stopLeg.uuid]
  return first !== second && isFree(first) && isFree(second)
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
  if (request.kind !== 'cancel_order' && request.kind !== 'amend_order') return request
  const order = orderIdOf(state, request.order)
  return order === undefined ? undefined : { ...request, order }
}

function marketOf({ exchange }: LeaderState, command: Command | DueCommand): MarketCode | null {
  if ('market' in command) {
    return command.market !== null && exchange.markets.has(command.market as MarketCode)
      ? (command.market as MarketCode)
      : null
  }
  return 'order' in command ? (exchange.orders.get(command.order)?.market.definition.market ?? null) : null
}
