import { reference } from './remote.ts'
import type {
  Activity,
  ApiKey,
  Balance,
  BarongConfigs,
  Candle,
  Currency,
  Deposit,
  Depth,
  MemberLevels,
  Market,
  Order,
  OtpSecret,
  PaymentAddress,
  PublicTrade,
  SessionUser,
  TickerOf,
  Trade,
  TradingFee,
  User,
} from './wire.ts'

/** Peatio, without a session. */
export const publicApi = {
  currencies: reference<Currency[]>()('peatio', 'GET', '/public/currencies', ['limit']),
  markets: reference<Market[]>()('peatio', 'GET', '/public/markets', ['limit']),
  tickers: reference<Record<string, TickerOf>>()('peatio', 'GET', '/public/markets/tickers'),
  trades: reference<PublicTrade[]>()('peatio', 'GET', '/public/markets/:market/trades', ['market', 'limit']),
  depth: reference<Depth>()('peatio', 'GET', '/public/markets/:market/depth', ['market', 'limit']),
  candles: reference<Candle[]>()('peatio', 'GET', '/public/markets/:market/k-line', [
    'market',
    'period',
    'time_from',
    'time_to',
    'limit',
  ]),
  memberLevels: reference<MemberLevels>()('peatio', 'GET', '/public/member-levels'),
  tradingFees: reference<TradingFee[]>()('peatio', 'GET', '/public/trading_fees', [
    'market_id',
    'group',
    'limit',
  ]),
}

/** Peatio, the signed-in user's money. */
export const accountApi = {
  balances: reference<Balance[]>()('peatio', 'GET', '/account/balances', ['nonzero', 'limit']),
  member: reference<{ uid: string; email: string; group: string }>()('peatio', 'GET', '/account/members/me'),
  depositAddress: reference<PaymentAddress>()('peatio', 'GET', '/account/deposit_address/:currency', [
    'currency',
    'blockchain_key',
  ]),
  deposits: reference<Deposit[]>()('peatio', 'GET', '/account/deposits', [
    'currency',
    'state',
    'page',
    'limit',
  ]),
}

/** Peatio, the signed-in user's orders and trades. */
export const marketApi = {
  orders: reference<Order[]>()('peatio', 'GET', '/market/orders', [
    'market',
    'state',
    'type',
    'page',
    'limit',
    'order_by',
  ]),
  order: reference<Order & { trades?: Trade[] }>()('peatio', 'GET', '/market/orders/:id', ['id']),
  place: reference<Order>()('peatio', 'POST', '/market/orders', [
    'market',
    'side',
    'volume',
    'ord_type',
    'price',
  ]),
  cancel: reference<Order>()('peatio', 'POST', '/market/orders/:id/cancel', ['id']),
  cancelAll: reference<Order[]>()('peatio', 'POST', '/market/orders/cancel', ['market', 'side']),
  trades: reference<Trade[]>()('peatio', 'GET', '/market/trades', [
    'market',
    'type',
    'page',
    'limit',
    'order_by',
  ]),
}

/** Barong, before there is a session, and the session itself. */
export const identityApi = {
  configs: reference<BarongConfigs>()('barong', 'GET', '/identity/configs'),
  validatePassword: reference<{ entropy: number }>()('barong', 'POST', '/identity/password/validate', [
    'password',
  ]),
  signUp: reference<SessionUser>()('barong', 'POST', '/identity/users', [
    'email',
    'password',
    'refid',
    'data',
  ]),
  requestConfirmation: reference()('barong', 'POST', '/identity/users/email/generate_code', ['email']),
  confirmEmail: reference<SessionUser>()('barong', 'POST', '/identity/users/email/confirm_code', ['token']),
  requestReset: reference()('barong', 'POST', '/identity/users/password/generate_code', ['email']),
  resetPassword: reference()('barong', 'POST', '/identity/users/password/confirm_code', [
    'reset_password_token',
    'password',
    'confirm_password',
  ]),
  signIn: reference<SessionUser>()('barong', 'POST', '/identity/sessions', ['email', 'password', 'otp_code']),
  signOut: reference()('barong', 'DELETE', '/identity/sessions'),
}

/** Barong, the signed-in user's own record. */
export const resourceApi = {
  me: reference<User>()('barong', 'GET', '/resource/users/me'),
  updateMe: reference<User>()('barong', 'PUT', '/resource/users/me', ['data']),
  changePassword: reference()('barong', 'PUT', '/resource/users/password', [
    'old_password',
    'new_password',
    'confirm_password',
  ]),
  activity: reference<Activity[]>()('barong', 'GET', '/resource/users/activity/:topic', [
    'topic',
    'page',
    'limit',
  ]),
  otpSecret: reference<OtpSecret>()('barong', 'POST', '/resource/otp/generate_qrcode'),
  enableOtp: reference()('barong', 'POST', '/resource/otp/enable', ['code']),
  disableOtp: reference()('barong', 'POST', '/resource/otp/disable', ['code']),
  apiKeys: reference<ApiKey[]>()('barong', 'GET', '/resource/api_keys', ['page', 'limit']),
  createApiKey: reference<ApiKey>()('barong', 'POST', '/resource/api_keys', [
    'algorithm',
    'scope',
    'totp_code',
  ]),
  updateApiKey: reference<ApiKey>()('barong', 'PATCH', '/resource/api_keys/:kid', [
    'kid',
    'totp_code',
    'state',
    'scope',
  ]),
  deleteApiKey: reference()('barong', 'DELETE', '/resource/api_keys/:kid', ['kid', 'totp_code']),
}
