/** How an expected no of the engine is told on the wire. */
export type WireRejection = { status: number; key: string }

const refused = (key: string, status = 422): WireRejection => ({ status, key })

/**
 * By the engine's reason. Rooms that answer for the engine assign this to a record over its own list of reasons,
 * so that a reason without a status does not compile.
 */
export const rejections = {
  unknown_market: refused('market.spot_market.doesnt_exist_or_not_enabled'),
  unknown_asset: refused('account.currency.doesnt_exist'),
  unknown_order: refused('record.not_found', 404),
  order_closed: refused('market.order.cancel_error'),
  market_not_open: refused('market.spot_market.doesnt_exist_or_not_enabled'),
  invalid_definition: refused('admin.definition.invalid'),
  invalid_price: refused('market.order.invalid_volume_or_price'),
  invalid_quantity: refused('market.order.invalid_volume_or_price'),
  invalid_sum: refused('admin.adjustment.invalid_amount'),
  insufficient_funds: refused('market.account.insufficient_balance'),
  insufficient_liquidity: refused('market.order.insufficient_market_liquidity'),
  would_take: refused('market.order.would_take'),
  invalid_trigger: refused('market.order.invalid_stop_price'),
  invalid_expiry: refused('market.order.invalid_expires_at'),
  invalid_display: refused('market.order.invalid_display_volume'),
  invalid_order: refused('market.order.invalid_combination'),
  price_outside_band: refused('market.order.price_outside_band'),
  notional_too_small: refused('market.order.notional_too_small'),
  order_linked: refused('market.order.linked'),
  too_few_approvers: refused('admin.adjustment.too_few_approvers'),
  cap_exceeded: refused('admin.adjustment.cap_exceeded'),
  house_funds_insufficient: refused('admin.adjustment.house_funds_insufficient'),
  same_account: refused('account.internal_transfer.can_not_tranfer_to_yourself'),
  withdrawals_stopped: refused('account.withdraw.stopped'),
  withdrawal_known: refused('account.withdraw.create_error'),
  unknown_withdrawal: refused('record.not_found', 404),
  deadline_passed: refused('market.order.create_error'),
  internal_fault: refused('server.internal_error', 500),
} as const satisfies Record<string, WireRejection>
