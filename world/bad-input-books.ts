// The endpoints of the books: a sound value of every parameter, and the keys that a bad one may get.

const page = { limit: '10', page: '1' }
const period = { from: '2026-01-01T00:00:00Z', to: '1900000000' }
const operations = {
  ...page,
  ...period,
  reference_type: 'deposit',
  rid: 'TID1',
  code: '102',
  currency: 'eth',
  range: 'created',
  ordering: 'asc',
  order_by: 'id',
  format: 'json',
}
const sheet = { currency: 'eth', format: 'json' }

export const booksValues: Record<string, Record<string, string>> = {
  listAssetOperations: operations,
  listExpenseOperations: operations,
  listRevenueOperations: operations,
  listLiabilityOperations: { ...operations, uid: 'IDNOBODY' },
  getTrialBalance: { at: '1790000000', ...sheet },
  getBalanceSheet: { at: '1790000000', ...sheet },
  getIncomeStatement: { ...period, ...sheet },
  getAccountLedger: { ...period, ...sheet, account: 'house:custody', code: '102', limit: '10' },
  getUserStatement: { ...period, ...sheet, uid: 'IDNOBODY', limit: '10' },
  listAdjustments: {
    ...page,
    format: 'json',
    currency: 'eth',
    state: 'pending',
    category: 'misc',
    ordering: 'asc',
  },
  getAdjustment: { id: '999999' },
  createAdjustment: {
    reason: 'a drill',
    description: 'of nobody',
    category: 'misc',
    amount: '1',
    currency_id: 'eth',
    asset_account_code: '102',
    receiving_account_code: '202',
    receiving_member_uid: 'IDNOBODY',
  },
  decideAdjustment: { id: '999999', action: 'reject' },
  getBooks: {},
  setWithdrawals: { allowed: 'true', reason: 'a drill' },
  listBookRequests: {
    ...page,
    format: 'json',
    kind: 'suspense',
    state: 'pending',
    ordering: 'asc',
    order_by: 'id',
  },
  createBookRequest: {
    kind: 'suspense',
    currency_id: 'eth',
    amount: '1',
    source: 'custody',
    category: 'misc',
    recipient: 'IDNOBODY',
    reason: 'a drill',
  },
  decideBookRequest: { id: '999999', action: 'reject' },
  listInternalTransfers: { ...page, currency: 'eth', state: 'completed' },
  createInternalTransfer: { currency: 'eth', amount: '0.5', otp: '123456', username_or_uid: 'IDNOBODY' },
}

const currency = 'admin.currency.doesnt_exist'
const user = 'admin.user.doesnt_exist'
const times = { from: 'admin.filter.range_from_invalid', to: 'admin.filter.range_to_invalid' }
const limit = 'admin.pagination.non_integer_limit admin.pagination.invalid_limit'
const pages = {
  limit,
  page: 'admin.pagination.non_integer_page',
  ordering: 'admin.pagination.invalid_ordering',
}
// Ours: the reference takes any text as a type or name of a reference, and reports are ours altogether.
const format = 'admin.accounting.invalid_format'
const operationKeys = {
  ...pages,
  ...times,
  order_by: 'admin.pagination.invalid_order_by',
  reference_type: 'admin.operation.invalid_reference_type',
  rid: 'admin.operation.invalid_rid',
  code: 'admin.operation.invalid_code',
  currency,
  range: 'admin.filter.range_invalid',
  format,
}
const why = 'admin.books.missing_reason admin.action.invalid_reason admin.action.too_long_reason'
const adjustment = (name: string, ...kinds: string[]) =>
  ['missing', ...kinds].map((kind) => `admin.adjustment.${kind}_${name}`).join(' ')
const noSuch = 'account.adjustment.non_integer_id record.not_found'
const transfer = (name: string, ...keys: string[]) =>
  [`account.internaltransfer.missing_${name}`, ...keys].join(' ')

export const booksKeys: Record<string, Record<string, string>> = {
  listAssetOperations: operationKeys,
  listExpenseOperations: operationKeys,
  listRevenueOperations: operationKeys,
  listLiabilityOperations: { ...operationKeys, uid: user },
  getTrialBalance: { at: 'admin.accounting.invalid_at', currency, format },
  getBalanceSheet: { at: 'admin.accounting.invalid_at', currency, format },
  getIncomeStatement: { ...times, currency, format },
  getAccountLedger: {
    ...times,
    account: `admin.accounting.missing_account admin.accounting.invalid_account ${user}`,
    currency,
    code: 'admin.accounting.invalid_code',
    limit,
    format,
  },
  getUserStatement: { ...times, uid: user, currency, limit, format, _: user },
  listAdjustments: {
    ...pages,
    format: 'admin.filter.invalid_format',
    currency,
    state: 'admin.adjustment.invalid_action',
    category: 'admin.adjustment.invalid_category',
  },
  getAdjustment: { id: noSuch, _: 'record.not_found' },
  createAdjustment: {
    reason: adjustment('reason', 'empty', 'invalid'),
    description: adjustment('description', 'empty', 'invalid'),
    category: adjustment('category', 'invalid'),
    amount: adjustment('amount', 'non_decimal'),
    currency_id: 'admin.adjustment.currency_doesnt_exist',
    asset_account_code: adjustment('asset_account_code', 'non_integer', 'invalid'),
    receiving_account_code: adjustment('receiving_account_code', 'non_integer', 'invalid'),
    receiving_member_uid: adjustment('receiving_member_uid', 'invalid'),
    _: `${user} ${adjustment('receiving_member_uid')}`,
  },
  decideAdjustment: { id: noSuch, action: 'admin.adjustment.invalid_action', _: 'record.not_found' },
  getBooks: {},
  setWithdrawals: { allowed: 'admin.books.missing_allowed admin.books.invalid_allowed', reason: why },
  listBookRequests: {
    ...pages,
    order_by: 'admin.pagination.invalid_order_by',
    format: 'admin.filter.invalid_format',
    kind: 'admin.books.invalid_kind',
    state: 'admin.books.invalid_state',
  },
  createBookRequest: {
    kind: 'admin.books.missing_kind admin.books.invalid_kind',
    currency_id: 'admin.books.currency_doesnt_exist',
    amount: 'admin.books.missing_amount admin.books.non_decimal_amount',
    source: 'admin.books.invalid_source',
    category: 'admin.books.invalid_category',
    recipient: `admin.books.invalid_recipient ${user}`,
    reason: why,
    _: `admin.books.redundant_source admin.books.redundant_category admin.books.redundant_recipient
      admin.books.missing_recipient admin.books.invalid_amount`,
  },
  decideBookRequest: {
    id: 'admin.books.non_integer_id record.not_found',
    action: 'admin.books.invalid_action',
    _: 'record.not_found',
  },
  listInternalTransfers: {
    limit: 'pagination.non_integer_limit pagination.invalid_limit',
    page: 'pagination.non_integer_page',
    currency: 'account.currency.doesnt_exist',
    state: 'account.internal_transfer.invalid_state',
  },
  createInternalTransfer: {
    currency: transfer('currency', 'account.currency.doesnt_exist'),
    amount: transfer(
      'amount',
      'account.internal_transfer.non_decimal_amount',
      'account.internal_transfer.non_positive_amount',
    ),
    otp: transfer('otp', 'account.internal_transfer.invalid_otp'),
    username_or_uid: transfer(
      'username_or_uid',
      'account.internaltransfer.empty_username_or_uid',
      'account.internal_transfer.receiver_not_found',
    ),
    _: 'account.internal_transfer.receiver_not_found',
  },
}
