// The operators' endpoints: a sound value of every parameter, and the keys that a bad one may get. Where the reference
// documents none, they are ours.

const list = { limit: '10', page: '1', format: 'json' }
const dates = { range: 'created', from: '2026-01-01', to: '2027-01-01' }
const reason = { reason: 'a drill' }
const terms = {
  min_price: '0.01',
  max_price: '0',
  min_amount: '0.001',
  max_amount: '0',
  min_notional: '0',
  price_band: '0',
  position: '1',
  state: 'enabled',
  status: 'open',
  name: 'Drill',
  ...reason,
}

export const adminValues: Record<string, Record<string, string>> = {
  listAdminMarkets: { type: 'spot', ...list, ordering: 'asc', order_by: 'id' },
  getAdminMarket: { symbol: 'ethusdt' },
  createMarket: {
    base_currency: 'nothing',
    quote_currency: 'usdt',
    type: 'spot',
    amount_precision: '4',
    price_precision: '2',
    ...terms,
  },
  updateMarket: { id: 'no-such-market', symbol: 'no-such-market', type: 'spot', ...terms },
  setMarketStatus: { id: 'no-such-market', status: 'open', ends_at: '2030-01-01', ...reason },
  listAdminFees: {
    group: 'any',
    market_id: 'any',
    market_type: 'spot',
    ...list,
    ordering: 'asc',
    order_by: 'id',
  },
  createTradingFee: {
    maker: '0.001',
    taker: '0.002',
    group: 'any',
    market_id: 'any',
    market_type: 'spot',
    ...reason,
  },
  updateTradingFee: { id: '999999', maker: '0.001', taker: '0.002', ...reason },
  deleteTradingFee: { id: '999999', ...reason },
  listAdminOrders: {
    market: 'ethusdt',
    market_type: 'spot',
    state: 'wait',
    ord_type: 'limit',
    price: '1000',
    origin_volume: '1',
    type: 'buy',
    uid: 'IDNOBODY',
    email: 'bob@opex.local',
    ...dates,
    ...list,
    ordering: 'asc',
    order_by: 'id',
  },
  adminCancelOrder: { id: '999999999', ...reason },
  adminCancelOrders: { market: 'no-such-market', market_type: 'spot', side: 'buy', ...reason },
  listAdminTrades: {
    market: 'ethusdt',
    market_type: 'spot',
    order_id: '1',
    uid: 'IDNOBODY',
    from: dates.from,
    to: dates.to,
    ...list,
    ordering: 'asc',
    order_by: 'id',
  },
  listAdminMembers: {
    uid: 'IDNOBODY',
    email: 'bob@opex.local',
    role: 'member',
    state: 'active',
    group: 'vip-1',
    ...dates,
    ...list,
    ordering: 'asc',
    order_by: 'id',
  },
  getAdminMember: { uid: 'IDNOBODY' },
  setMemberGroup: { uid: 'IDNOBODY', group: 'vip-1', ...reason },
  listOperatorActions: { uid: 'IDNOBODY', subject: 'ethusdt', ...list, ordering: 'asc', order_by: 'id' },
}

const pages = {
  limit: 'admin.pagination.non_integer_limit admin.pagination.invalid_limit',
  page: 'admin.pagination.non_integer_page',
  format: 'admin.filter.invalid_format',
  ordering: 'admin.pagination.invalid_ordering',
  order_by: 'admin.pagination.invalid_order_by',
}
const times = {
  from: 'admin.filter.range_from_invalid',
  to: 'admin.filter.range_to_invalid',
}
const why = { reason: 'admin.action.invalid_reason admin.action.too_long_reason' }
const unknownMarket = 'admin.market.doesnt_exist'
const unknownUser = 'admin.user.doesnt_exist'
const sums = ['min_price', 'max_price', 'min_amount', 'max_amount', 'min_notional', 'price_band']
const termKeys = {
  ...Object.fromEntries(
    sums.map((name) => [
      name,
      `admin.market.non_decimal_${name} admin.market.invalid_${name} admin.market.invalid_definition`,
    ]),
  ),
  position: 'admin.market.non_integer_position admin.market.invalid_position',
  state: 'admin.market.invalid_state',
  status: 'admin.market.invalid_status',
  name: 'admin.market.invalid_name',
  ...why,
}
const marketType = 'admin.market.invalid_market_type'
const rate = (name: string) =>
  `admin.tradingfee.missing_${name} admin.trading_fee.non_decimal_${name} admin.trading_fee.invalid_${name}`
const feeId = 'admin.tradingfee.missing_id admin.trading_fee.non_integer_id admin.trading_fee.doesnt_exist'
const group = 'admin.trading_fee.invalid_group'
const feeMarket = 'admin.trading_fee.market_doesnt_exist'

export const adminKeys: Record<string, Record<string, string>> = {
  listAdminMarkets: { type: marketType, ...pages },
  getAdminMarket: { symbol: `${unknownMarket} record.not_found`, _: 'record.not_found' },
  createMarket: {
    base_currency: 'admin.market.missing_base_currency admin.market.currency_doesnt_exist',
    quote_currency: 'admin.market.missing_quote_currency admin.market.currency_doesnt_exist',
    type: marketType,
    amount_precision: 'admin.market.non_integer_amount_precision admin.market.invalid_amount_precision',
    price_precision: 'admin.market.non_integer_price_precision admin.market.invalid_price_precision',
    ...termKeys,
    _: 'admin.market.currency_doesnt_exist',
  },
  updateMarket: {
    id: unknownMarket,
    symbol: unknownMarket,
    type: marketType,
    ...termKeys,
    _: 'admin.market.one_of_id_symbol_fields admin.market.doesnt_exist',
  },
  setMarketStatus: {
    id: unknownMarket,
    status: 'admin.market.missing_status admin.market.invalid_status',
    ends_at: 'admin.market.invalid_ends_at',
    reason: `admin.market.missing_reason ${why.reason}`,
    _: unknownMarket,
  },
  listAdminFees: { group, market_id: feeMarket, market_type: marketType, ...pages },
  createTradingFee: {
    maker: rate('maker'),
    taker: rate('taker'),
    group,
    market_id: feeMarket,
    market_type: marketType,
    ...why,
    _: 'admin.trading_fee.already_exists',
  },
  updateTradingFee: { id: feeId, maker: rate('maker'), taker: rate('taker'), ...why, _: 'record.not_found' },
  deleteTradingFee: { id: feeId, ...why, _: 'record.not_found' },
  listAdminOrders: {
    market: unknownMarket,
    market_type: marketType,
    state: 'admin.order.invalid_state',
    ord_type: 'admin.order.invalid_ord_type',
    price: 'admin.order.non_decimal_price admin.order.invalid_price',
    origin_volume: 'admin.order.non_decimal_origin_volume admin.order.invalid_origin_volume',
    type: 'admin.order.invalid_type',
    uid: unknownUser,
    email: unknownUser,
    range: 'admin.filter.range_invalid',
    ...times,
    ...pages,
  },
  adminCancelOrder: {
    id: 'admin.order.missing_id admin.order.non_integer_id',
    ...why,
    _: 'record.not_found',
  },
  adminCancelOrders: {
    market: `admin.order.missing_market ${unknownMarket}`,
    market_type: marketType,
    side: 'admin.order.invalid_side',
    ...why,
    _: unknownMarket,
  },
  listAdminTrades: {
    market: unknownMarket,
    market_type: marketType,
    order_id: 'admin.trade.non_integer_order_id',
    uid: unknownUser,
    ...times,
    ...pages,
  },
  listAdminMembers: {
    uid: unknownUser,
    email: unknownUser,
    role: 'admin.member.invalid_role',
    state: 'admin.member.invalid_state',
    group: 'admin.member.invalid_group',
    ...times,
    range: 'admin.filter.range_invalid',
    ...pages,
  },
  getAdminMember: { uid: `${unknownUser} record.not_found`, _: 'record.not_found' },
  setMemberGroup: {
    uid: `${unknownUser} record.not_found`,
    group: 'admin.member.missing_group admin.member.invalid_group',
    ...why,
    _: 'record.not_found',
  },
  listOperatorActions: { uid: unknownUser, subject: 'admin.action.invalid_subject', ...pages },
}
