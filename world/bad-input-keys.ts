import { adminKeys } from './bad-input-admin.ts'
import { booksKeys } from './bad-input-books.ts'
import { marketKeys } from './bad-input-market-keys.ts'
import { ownEndpoints } from './bad-input-own-keys.ts'

/**
 * The error keys that the references document, written down from them and not from the contract: by endpoint and
 * parameter, what a bad value of this parameter may be answered with. `_` is what the endpoint may say of a request
 * whose parameters are all readable. Parameters that only we have are marked so.
 */
type Documented = Record<string, Record<string, string>>

const page = {
  limit: 'pagination.non_integer_limit pagination.invalid_limit',
  page: 'pagination.non_integer_page',
}
const barongPage = { limit: 'non_integer_limit invalid_limit', page: 'non_integer_page non_positive_page' }
const market = { market: 'public.market.doesnt_exist' }
const throttled = 'identity.session.rack_attack_limit'

const ofPublic: Documented = {
  listCurrencies: {
    ...page,
    type: 'public.currency.invalid_type',
    // Ours: the reference takes any text.
    'search[code]': 'public.currency.invalid_search',
    'search[name]': 'public.currency.invalid_search',
  },
  getCurrency: { id: 'public.currency.doesnt_exist' },
  listMarkets: {
    ...page,
    ordering: 'public.markets.invalid_ordering',
    order_by: 'public.markets.invalid_order_by',
    base_unit: 'public.markets.base_unit_doesnt_exist',
    quote_unit: 'public.markets.quote_unit_doesnt_exist',
    type: 'public.market.invalid_market_type public.market.non_string_market_type',
    // Ours: the reference takes any text.
    'search[base_code]': 'public.market.invalid_search',
    'search[quote_code]': 'public.market.invalid_search',
    'search[base_name]': 'public.market.invalid_search',
    'search[quote_name]': 'public.market.invalid_search',
  },
  getOrderBook: {
    ...market,
    asks_limit: 'public.order_book.non_integer_ask_limit public.order_book.invalid_ask_limit',
    bids_limit: 'public.order_book.non_integer_bid_limit public.order_book.invalid_bid_limit',
  },
  listPublicTrades: {
    ...market,
    limit: 'public.trade.non_integer_limit public.trade.invalid_limit',
    timestamp: 'public.trade.non_integer_timestamp',
    order_by: 'public.trade.invalid_order_by',
  },
  getDepth: { ...market, limit: 'public.market_depth.non_integer_limit public.market_depth.invalid_limit' },
  getKLine: {
    ...market,
    period: 'public.k_line.non_integer_period public.k_line.invalid_period',
    time_from: 'public.k_line.non_integer_time_from public.k_line.empty_time_from',
    time_to: 'public.k_line.non_integer_time_to public.k_line.empty_time_to',
    limit: 'public.k_line.non_integer_limit public.k_line.invalid_limit',
  },
  getTicker: market,
  listTradingFees: {
    ...page,
    // Ours: the reference takes any text as a group.
    group: 'public.trading_fee.invalid_group',
    market_id: 'public.trading_fee.market_doesnt_exist',
    market_type: 'public.market.invalid_market_type',
    ordering: 'pagination.invalid_ordering',
    order_by: 'pagination.invalid_order_by',
  },
  listWithdrawLimits: {
    ...page,
    // Ours: the reference takes any text as a group and as a level.
    group: 'public.withdraw_limit.invalid_group',
    kyc_level: 'public.withdraw_limit.invalid_kyc_level',
    ordering: 'pagination.invalid_ordering',
    order_by: 'pagination.invalid_order_by',
  },
  cmcOrderBook: {
    market_pair: 'public.market.doesnt_exist',
    depth: 'coinmarketcap.market_depth.non_integer_depth coinmarketcap.market_depth.invalid_depth',
  },
  cmcTrades: { market_pair: 'public.market.doesnt_exist' },
  geckoOrderBook: {
    ticker_id: 'public.market.doesnt_exist',
    depth: 'coingecko.market_depth.non_integer_depth coingecko.market_depth.invalid_depth',
  },
  geckoTrades: {
    ticker_id: 'public.market.doesnt_exist',
    type: 'coingecko.historical_trades.invalid_type',
    limit: 'coingecko.historical_trades.invalid_limit coingecko.historical_trades.non_integer_limit',
    start_time: 'coingecko.historical_trades.invalid_start_time',
    end_time: 'coingecko.historical_trades.invalid_end_time',
  },
}

const ofAccount: Documented = {
  listBalances: {
    ...page,
    nonzero: 'account.balances.invalid_nonzero',
    // Ours: the reference takes any text.
    'search[currency_code]': 'account.balances.invalid_search',
    'search[currency_name]': 'account.balances.invalid_search',
  },
  getBalance: { currency: 'account.currency.doesnt_exist' },
  getDepositAddress: {
    currency: 'account.currency.doesnt_exist',
    blockchain_key: 'account.deposit.blockchain_key_doesnt_exist',
    address_format:
      'account.deposit_address.invalid_address_format account.deposit_address.doesnt_support_cash_address_format',
  },
  listDeposits: {
    currency: 'account.currency.doesnt_exist',
    state: 'account.deposit.invalid_state',
    txid: 'account.deposit.empty_txid',
    blockchain_key: 'account.deposit.blockchain_key_doesnt_exist',
    time_from: 'account.deposit.non_integer_time_from account.deposit.empty_time_from',
    time_to: 'account.deposit.non_integer_time_to account.deposit.empty_time_to',
    limit: 'account.deposit.non_integer_limit account.deposit.invalid_limit',
    page: 'account.deposit.non_integer_page account.deposit.non_positive_page',
  },
  getDeposit: { txid: 'record.not_found account.deposit.empty_txid', _: 'record.not_found' },
  // Ours altogether: the embedded profile's faucet.
  giveFromFaucet: {
    currency: 'dev.faucet.invalid_currency',
    address: 'dev.faucet.invalid_address',
    amount: 'dev.faucet.invalid_amount',
    _: 'dev.faucet.too_many_requests',
  },
}

/** A text that has to be there and not blank; a value that is no text is a bare `invalid`. */
const needed = (noun: string, name: string, more = '') =>
  `${noun}.missing_${name} ${noun}.empty_${name} invalid ${more}`
const user = 'identity.user'
const mine = 'resource.user'
const password = 'password.requirements password.weak'
const newPassword = needed(user, 'password', password)
const mailToken = 'jwt.decode_and_verify.segments jwt.decode_and_verify.expired'

const resetToken = 'identity.user.missing_pass_token identity.user.empty_reset_password_token invalid'

const ofIdentity: Documented = {
  signUp: {
    email: needed(user, 'email', 'email.invalid email.taken'),
    password: newPassword,
    username: 'username.too_short username.too_long username.invalid username.taken invalid',
    refid: 'identity.user.invalid_referral_format identity.user.referral_doesnt_exist invalid',
    data: 'data.invalid_format data.too_long invalid',
    _: throttled,
  },
  requestConfirmation: { email: needed(user, 'email', 'email.invalid'), _: throttled },
  confirmEmail: { token: needed(user, 'token', mailToken), _: mailToken },
  requestPasswordReset: { email: needed(user, 'email', 'email.invalid'), _: throttled },
  resetPassword: {
    reset_password_token: `${resetToken} ${mailToken}`,
    password: newPassword,
    confirm_password: needed(user, 'confirm_password', password),
    _: `${mailToken} identity.user.passwords_doesnt_match`,
  },
  signIn: {
    email: 'identity.session.missing_email identity.session.empty_email invalid',
    password: 'identity.session.missing_password identity.session.empty_password invalid',
    otp_code: 'invalid',
    _: `identity.session.invalid_params ${throttled}`,
  },
  signOut: { _: 'identity.session.not_found' },
  validatePassword: { password: newPassword },
}

const refused2fa = 'resource.api_key.2fa_disabled'
const totp = 'resource.api_key.missing_totp resource.api_key.invalid_totp invalid'
const code = needed('resource.otp', 'code', 'resource.otp.invalid')
const label = (name: string) =>
  needed('resource.label', name, `${name}.too_short ${name}.too_long ${name}.invalid ${name}.taken`)

const ofResource: Documented = {
  updateMe: { data: needed(mine, 'data', 'data.invalid_format data.too_long') },
  deleteMe: {
    password: needed(mine, 'password', 'resource.user.invalid_password password.requirements'),
    otp_code: 'invalid resource.user.missing_otp_code resource.user.empty_otp_code resource.user.invalid_otp',
    _: `resource.user.invalid_password ${throttled}`,
  },
  changePassword: {
    old_password: needed(mine, 'old_password', password),
    new_password: needed(mine, 'new_password', password),
    confirm_password: needed(mine, 'confirm_password', password),
    _: `resource.password.prev_pass_not_correct resource.password.doesnt_match ${throttled}`,
  },
  listActivity: {
    topic: 'resource.user.wrong_topic',
    time_from: 'resource.user.non_integer_time_from',
    time_to: 'resource.user.non_integer_time_to',
    result: 'value',
    ...barongPage,
    // An empty list is a refusal there.
    _: 'resource.user.no_activity',
  },
  listLabels: { ordering: 'value' },
  getLabel: { key: 'record.not_found', _: 'record.not_found' },
  // Ours: that a user may have only so many.
  createLabel: { key: label('key'), value: label('value'), _: 'resource.labels.limit_reached' },
  updateLabel: { key: 'record.not_found', value: label('value'), _: 'record.not_found' },
  deleteLabel: { key: 'record.not_found', _: 'record.not_found' },
  enrollTotp: { _: 'resource.otp.already_enabled' },
  enableTotp: { code, _: `resource.otp.already_enabled resource.otp.invalid ${throttled}` },
  disableTotp: { code, _: `resource.otp.not_enabled resource.otp.invalid ${throttled}` },
  verifyTotp: { code, _: `resource.otp.already_enabled resource.otp.invalid ${throttled}` },
  listApiKeys: {
    ...barongPage,
    ordering: 'resource.api_key.invalid_ordering',
    order_by: 'resource.api_key.invalid_attribute',
  },
  createApiKey: {
    algorithm:
      'resource.apikey.missing_algorithm resource.apikey.empty_algorithm kid.blank algorithm.inclusion invalid',
    scope: 'invalid',
    totp_code: totp,
    _: `${refused2fa} resource.api_key.invalid_totp ${throttled}`,
  },
  updateApiKey: {
    kid: 'record.not_found',
    scope: 'invalid',
    state: 'state.invalid',
    totp_code: totp,
    _: `${refused2fa} record.not_found resource.api_key.invalid_totp ${throttled}`,
  },
  deleteApiKey: {
    kid: 'record.not_found',
    totp_code: totp,
    _: `${refused2fa} record.not_found resource.api_key.invalid_totp ${throttled}`,
  },
}

const documented: Documented = {
  ...ofPublic,
  ...ofAccount,
  ...marketKeys,
  ...ownEndpoints,
  ...ofIdentity,
  ...ofResource,
  ...adminKeys,
  ...booksKeys,
}

/** The one answer in another shape: `{"error": …}`. */
export const noSuchRoute = 'Route is not found'

/** Said before an endpoint is reached: of a path with two meanings or none, of a body that nobody can read. */
export const ofTheDoor = ['authz.permission_denied', noSuchRoute, 'server.method.invalid_message_body']

const words = (text = '') => text.split(/\s+/).filter((word) => word !== '')

/** What the references say of this parameter alone. */
export const ownKeys = (endpoint: string, param: string): string[] =>
  words(documented[endpoint.replace(/^\w+\./, '')]?.[param])

/** The keys that a request with a bad value of this parameter may get. */
export const documentedKeys = (endpoint: string, param: string): Set<string> =>
  new Set([...ofTheDoor, ...ownKeys(endpoint, param), ...ownKeys(endpoint, '_')])
