// What the market endpoints may refuse a bad value with; extensions are marked as ours.

const orderNames = 'market.order.invaild_id_or_uuid'
/** What any sum of ours may be refused with. */
const ours = (name: string) =>
  ['missing', 'non_decimal', 'non_positive', 'redundant']
    .map((what) => `market.order.${what}_${name}`)
    .join(' ') + ' market.order.invalid_volume_or_price market.account.insufficient_balance'
const clientId = 'market.order.invalid_client_order_id'
const expiry = 'market.order.non_integer_expires_at market.order.invalid_expires_at'
const change = { volume: ours('volume'), price: ours('price') }
const unchanged = 'market.order.missing_volume_or_price record.not_found'

export const marketKeys: Record<string, Record<string, string>> = {
  placeOrder: {
    market: 'market.spot_market.doesnt_exist_or_not_enabled market.order.missing_market',
    side: 'market.order.invalid_side market.order.missing_side',
    volume:
      'market.order.non_decimal_volume market.order.non_positive_volume market.order.missing_volume ' +
      'market.order.invalid_volume_or_price market.account.insufficient_balance',
    ord_type: 'market.order.invalid_type',
    price:
      'market.order.non_decimal_price market.order.non_positive_price market.order.missing_price ' +
      'market.order.invalid_volume_or_price market.account.insufficient_balance',
    // Ours: the name by which a retry finds its order, and everything below.
    client_order_id: clientId,
    time_in_force: 'market.order.invalid_time_in_force market.order.invalid_combination',
    expires_at: `${expiry} market.order.redundant_expires_at`,
    post_only: 'market.order.invalid_post_only market.order.would_take',
    stop_price: ours('stop_price'),
    trailing_offset: ours('trailing_offset'),
    display_volume: `${ours('display_volume')} market.order.invalid_display_volume`,
    quote_volume: ours('quote_volume'),
    protection_price: ours('protection_price'),
    self_trade_prevention: 'market.order.invalid_self_trade_prevention',
  },
  placeOco: {
    market: 'market.spot_market.doesnt_exist_or_not_enabled market.order.missing_market',
    side: 'market.order.invalid_side market.order.missing_side',
    volume: ours('volume'),
    price: ours('price'),
    stop_price: `${ours('stop_price')} market.order.invalid_stop_price`,
    stop_limit_price: ours('stop_limit_price'),
    protection_price: ours('protection_price'),
    expires_at: expiry,
    client_order_id: clientId,
    stop_client_order_id: clientId,
    _: 'market.order.would_take',
  },
  placeOrders: {
    orders: 'market.order.missing_orders market.order.invalid_orders market.order.too_many_orders',
    _: 'market.order.invalid_orders',
  },
  amendOrder: { id: `${orderNames} record.not_found`, ...change, _: unchanged },
  amendClientOrder: { client_order_id: `${clientId} record.not_found`, ...change, _: unchanged },
  cancelAfter: {
    timeout: 'market.order.missing_timeout market.order.non_integer_timeout market.order.invalid_timeout',
  },
  // Without a name, the address is that of an order called `client`.
  getClientOrder: { client_order_id: `${clientId} ${orderNames} record.not_found`, _: 'record.not_found' },
  cancelClientOrder: { client_order_id: `${clientId} record.not_found`, _: 'record.not_found' },
  listOrders: {
    market: 'market.market.doesnt_exist',
    market_type: 'market.market.invalid_market_type',
    base_unit: 'market.market.doesnt_exist',
    quote_unit: 'market.market.doesnt_exist',
    state: 'market.order.invalid_state',
    limit: 'market.order.non_integer_limit market.order.invalid_limit',
    page: 'market.order.non_integer_page market.order.non_positive_page',
    order_by: 'market.order.invalid_order_by',
    ord_type: 'market.order.invalid_ord_type',
    type: 'market.order.invalid_type',
    time_from: 'market.order.non_integer_time_from market.order.empty_time_from',
    time_to: 'market.order.non_integer_time_to market.order.empty_time_to',
  },
  getOrder: { id: `${orderNames} record.not_found`, _: 'record.not_found' },
  cancelOrder: { id: `${orderNames} record.not_found`, _: 'record.not_found' },
  cancelOrders: {
    market: 'market.market.doesnt_exist',
    market_type: 'market.market.invalid_market_type',
    side: 'market.order.invalid_side',
  },
  listTrades: {
    market: 'market.market.doesnt_exist',
    market_type: 'market.market.invalid_market_type',
    limit: 'market.trade.non_integer_limit market.trade.invalid_limit',
    page: 'market.trade.non_integer_page market.trade.non_positive_page',
    type: 'market.trade.invalid_type',
    time_from: 'market.trade.non_integer_time_from market.trade.empty_time_from',
    time_to: 'market.trade.non_integer_time_to market.trade.empty_time_to',
    order_by: 'market.trade.invalid_order_by',
  },
}
