import type { TimeMs } from '../units/index.ts'
import { decideAdjustBalance, decideSetAdjustmentCap } from './adjust-balance.ts'
import { decideAmendOrder } from './amend-order.ts'
import { decideEndAuction, decideSetMarketStatus } from './auction.ts'
import {
  decideCancelOrder,
  decideCancelOrders,
  decideExpireDeadMan,
  decideExpireOrder,
} from './cancel-order.ts'
import type { Command, DueCommand } from './command.ts'
import { decideCreditDeposit } from './credit.ts'
import {
  decideDefineAsset,
  decideDefineMarket,
  decideDeleteTradingFee,
  decideSetTradingFee,
  decideSetUserGroup,
} from './define.ts'
import { decideSetDeadMan } from './dead-man.ts'
import type { Event, RejectReason } from './event.ts'
import { decideFundHouse, decideRecordExpense, decideResolveSuspense } from './house-funds.ts'
import { decidePlaceOco } from './place-oco.ts'
import { decidePlaceOrder } from './place-order.ts'
import type { State } from './state.ts'
import { decideTransferFunds } from './transfer-funds.ts'
import { decideTriggerOrder } from './trigger-order.ts'
import {
  decideCompleteWithdrawal,
  decideHoldWithdrawal,
  decideReleaseWithdrawal,
  decideSetWithdrawals,
} from './withdrawal.ts'

/** What happened, or an expected no. */
export type Decision = { events: Event[] } | { rejection: RejectReason }

/** The whole exchange as one question: given this state and this command, what happens? Reads only. */
export function decide(state: State, command: Command | DueCommand, at: TimeMs): Decision {
  if (command.kind === 'place_order') return decidePlaceOrder(state, command, at)
  if (command.kind === 'cancel_order') return decideCancelOrder(state, command)
  return decideOther(state, command, at)
}

type Other = Exclude<Command | DueCommand, { kind: 'place_order' | 'cancel_order' }>

/** Apart, so that nearly all commands take a short way. */
function decideOther(state: State, command: Other, at: TimeMs): Decision {
  switch (command.kind) {
    case 'cancel_orders':
      return decideCancelOrders(state, command)
    case 'place_oco':
      return decidePlaceOco(state, command, at)
    case 'amend_order':
      return decideAmendOrder(state, command)
    case 'trigger_order':
      return decideTriggerOrder(state, command)
    case 'expire_order':
      return decideExpireOrder(state, command)
    case 'set_dead_man':
      return decideSetDeadMan(state, command, at)
    case 'expire_dead_man':
      return decideExpireDeadMan(state, command)
    case 'end_auction':
      return decideEndAuction(state, command, at)
    case 'credit_deposit':
      return decideCreditDeposit(state, command)
    case 'adjust_balance':
      return decideAdjustBalance(state, command)
    case 'set_adjustment_cap':
      return decideSetAdjustmentCap(state, command)
    case 'fund_house':
      return decideFundHouse(state, command)
    case 'record_expense':
      return decideRecordExpense(state, command)
    case 'resolve_suspense':
      return decideResolveSuspense(state, command)
    case 'transfer_funds':
      return decideTransferFunds(state, command)
    case 'hold_withdrawal':
      return decideHoldWithdrawal(state, command)
    case 'complete_withdrawal':
      return decideCompleteWithdrawal(state, command)
    case 'release_withdrawal':
      return decideReleaseWithdrawal(state, command)
    case 'set_withdrawals':
      return decideSetWithdrawals(state, command)
    case 'define_asset':
      return decideDefineAsset(state, command)
    case 'define_market':
      return decideDefineMarket(state, command)
    case 'set_market_status':
      return decideSetMarketStatus(state, command, at)
    case 'set_trading_fee':
      return decideSetTradingFee(state, command)
    case 'delete_trading_fee':
      return decideDeleteTradingFee(state, command)
    case 'set_user_group':
      return decideSetUserGroup(state, command)
  }
}
