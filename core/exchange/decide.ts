import type { TimeMs } from '../units/index.ts'
import { decideAdjustBalance, decideSetAdjustmentCap } from './adjust-balance.ts'
import { decideCancelOrder, decideCancelOrders } from './cancel-order.ts'
import type { Command } from './command.ts'
import { decideCreditDeposit } from './credit.ts'
import {
  decideDefineAsset,
  decideDefineMarket,
  decideSetMarketStatus,
  decideSetTradingFee,
  decideSetUserGroup,
} from './define.ts'
import type { Event, RejectReason } from './event.ts'
import { decideFundHouse, decideRecordExpense, decideResolveSuspense } from './house-funds.ts'
import { decidePlaceOrder } from './place-order.ts'
import type { State } from './state.ts'
import { decideTransferFunds } from './transfer-funds.ts'
import {
  decideCompleteWithdrawal,
  decideHoldWithdrawal,
  decideReleaseWithdrawal,
  decideSetWithdrawals,
} from './withdrawal.ts'

/** What happened, or an expected no. */
export type Decision = { events: Event[] } | { rejection: RejectReason }

/** The whole exchange as one question: given this state and this command, what happens? Reads only. */
export function decide(state: State, command: Command, _at: TimeMs): Decision {
  switch (command.kind) {
    case 'place_order':
      return decidePlaceOrder(state, command)
    case 'cancel_order':
      return decideCancelOrder(state, command)
    case 'cancel_orders':
      return decideCancelOrders(state, command)
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
      return decideSetMarketStatus(state, command)
    case 'set_trading_fee':
      return decideSetTradingFee(state, command)
    case 'set_user_group':
      return decideSetUserGroup(state, command)
  }
}
