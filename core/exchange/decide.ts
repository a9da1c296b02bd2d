import type { TimeMs } from '../units/index.ts'
import { decideCancelOrder, decideCancelOrders } from './cancel-order.ts'
import type { Command } from './command.ts'
import { decideAdjustBalance, decideCreditDeposit } from './credit.ts'
import {
  decideDefineAsset,
  decideDefineMarket,
  decideSetMarketStatus,
  decideSetTradingFee,
  decideSetUserGroup,
} from './define.ts'
import type { Event, RejectReason } from './event.ts'
import { decidePlaceOrder } from './place-order.ts'
import type { State } from './state.ts'

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
