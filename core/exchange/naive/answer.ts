import type { TimeMs } from '../../units/index.ts'
import type { CancelOrder, CancelOrders, Command, DueCommand, SetDeadMan } from '../command.ts'
import type { CancelReason, Event, RejectReason } from '../event.ts'
import { amend } from './amend.ts'
import {
  completeWithdrawal,
  credit,
  holdWithdrawal,
  releaseWithdrawal,
  setWithdrawals,
  transfer,
} from './books.ts'
import {
  changeStatus,
  defineAsset,
  defineMarket,
  deleteTradingFee,
  isGroup,
  setMarketStatus,
  setTradingFee,
} from './define.ts'
import { cancelWithPartner } from './end-order.ts'
import { place, placeOco } from './place.ts'
import { trigger } from './trigger.ts'
import { orderOf, type Naive, type NaiveOrder } from './twin.ts'

export type NaiveAnswer = { rejection: RejectReason } | { events: Event[] }

/**
 * Answers a command by the rules, and is changed by it. Of funds it knows deposits, transfers and withdrawals: the
 * house's own are another matter.
 */
export function answerNaively(naive: Naive, command: Command | DueCommand, at: TimeMs): NaiveAnswer {
  switch (command.kind) {
    case 'define_asset':
      return defineAsset(naive, command)
    case 'define_market':
      return defineMarket(naive, command)
    case 'set_market_status':
      return setMarketStatus(naive, command, at)
    case 'set_trading_fee':
      return setTradingFee(naive, command)
    case 'delete_trading_fee':
      return deleteTradingFee(naive, command)
    case 'set_user_group':
      if (!isGroup(command.group)) return { rejection: 'invalid_definition' }
      naive.groups.set(command.account, command.group)
      return { events: [{ ...command, kind: 'user_group_set' }] }
    case 'credit_deposit':
      return credit(naive, command)
    case 'transfer_funds':
      return transfer(naive, command)
    case 'hold_withdrawal':
      return holdWithdrawal(naive, command)
    case 'complete_withdrawal':
      return completeWithdrawal(naive, command.withdrawal, command.reference)
    case 'release_withdrawal':
      return releaseWithdrawal(naive, command.withdrawal, command.reason)
    case 'set_withdrawals':
      return setWithdrawals(naive, command)
    case 'place_order':
      return place(naive, command, at)
    case 'place_oco':
      return placeOco(naive, command, at)
    case 'amend_order':
      return amend(naive, command)
    case 'cancel_order':
      return cancelOne(naive, command)
    case 'cancel_orders':
      return { events: cancelMany(naive, command, command.reason ?? 'requested') }
    case 'set_dead_man':
      return setDeadMan(naive, command, at)
    case 'trigger_order':
      return trigger(naive, command.order)
    case 'expire_order':
      return expire(naive, orderOf(naive, command.order), at)
    case 'expire_dead_man': {
      const { account } = command
      const canceled = cancelMany(naive, { account, market: null, side: null }, 'dead_man')
      naive.deadMen.delete(account)
      return { events: [{ kind: 'dead_man_set', account, expiresAt: null }, ...canceled] }
    }
    case 'end_auction': {
      const market = naive.markets.get(command.market)!
      return {
        events: changeStatus(naive, market, { status: 'open', reason: 'auction_ended', endsAt: null }),
      }
    }
    default:
      throw new Error(`the twin does not know ${command.kind}`)
  }
}

function cancelOne(naive: Naive, { account, order: id }: CancelOrder): NaiveAnswer {
  const order = orderOf(naive, id)
  if (order?.account !== account) return { rejection: 'unknown_order' }
  return { events: cancelWithPartner(naive, order, 'requested') }
}

type Chosen = Pick<CancelOrders, 'account' | 'market' | 'side'>

/** Oldest first; what a pair's first leg has ended is not canceled twice. */
function cancelMany(naive: Naive, { account, market, side }: Chosen, reason: CancelReason): Event[] {
  return naive.orders
    .filter((order) => order.account === account)
    .filter((order) => market === null || order.market === market)
    .filter((order) => side === null || order.side === side)
    .flatMap((order) => (naive.orders.includes(order) ? cancelWithPartner(naive, order, reason) : []))
}

function expire(naive: Naive, order: NaiveOrder | undefined, at: TimeMs): NaiveAnswer {
  if (!order || (order.special?.expiresAt ?? Infinity) > at) return { rejection: 'unknown_order' }
  return { events: cancelWithPartner(naive, order, 'expired') }
}

function setDeadMan(naive: Naive, { account, expiresAt }: SetDeadMan, at: TimeMs): NaiveAnswer {
  if (expiresAt !== null && !(Number.isSafeInteger(expiresAt) && expiresAt > at))
    return { rejection: 'invalid_expiry' }
  if (expiresAt === null) naive.deadMen.delete(account)
  else naive.deadMen.set(account, expiresAt)
  return { events: [{ kind: 'dead_man_set', account, expiresAt }] }
}
