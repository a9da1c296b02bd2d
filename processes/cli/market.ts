import {
  createMarket,
  getAdminMarket,
  listAdminMarkets,
  setMarketStatus,
  updateMarket,
  type AdminMarket,
} from '../../contract/index.ts'
import { Fault } from '../../core/units/index.ts'
import { apiClient, type Api } from './api-client.ts'
import type { Subcommand, Words } from './command-line.ts'
import { tableOf } from './table.ts'

type Verb = (api: Api, words: Words) => Promise<string[]>

const usage = (detail: string) => new Fault('usage', { detail })

function wordsOf({ words }: Words, ...names: string[]): string[] {
  const given = words.slice(1)
  if (given.length !== names.length) throw usage(`opex market ${words[0]} ${names.join(' ')}`)
  return given
}

/** Options become parameters of the same name: `--min-price 1` is `min_price`. Unknown ones are refused. */
function paramsOf({ options }: Words, allowed: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {}
  for (const [name, value] of options) {
    const param = name.replaceAll('-', '_')
    if (!allowed.includes(param))
      throw usage(
        `unknown option --${name}; there are ${allowed.map((each) => `--${each.replaceAll('_', '-')}`).join(' ')}`,
      )
    params[param] = value
  }
  return params
}

const termsAllowed = [
  'min_price',
  'max_price',
  'min_amount',
  'max_amount',
  'min_notional',
  'price_band',
  'position',
  'state',
  'status',
  'name',
  'reason',
]

const line = (market: AdminMarket) => [
  market.id,
  market.name,
  market.status,
  market.state,
  market.min_price,
  market.max_price,
  market.min_amount,
  market.max_amount ?? '-',
  market.min_notional ?? '-',
  market.price_band ?? '-',
]
const heads = [
  'id',
  'name',
  'status',
  'state',
  'min price',
  'max',
  'min amount',
  'max',
  'min notional',
  'band',
]
const shown = (market: AdminMarket): string[] =>
  Object.entries(market)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name.padEnd(17)} ${String(value)}`)

const setStatus = async (
  api: Api,
  id: string,
  params: { status: string; reason: string | undefined; ends_at?: string },
) => {
  if (params.reason === undefined) throw usage('say why: --reason "…"')
  return shown(await api(setMarketStatus, { id, ...params }))
}

const verbs: Record<string, Verb> = {
  async list(api, words) {
    wordsOf(words)
    return tableOf(heads, (await api(listAdminMarkets, { limit: '1000' })).map(line))
  },
  async show(api, words) {
    const [symbol] = wordsOf(words, '<id>')
    return shown(await api(getAdminMarket, { symbol }))
  },
  async define(api, words) {
    const [base, quote] = wordsOf(words, '<base>', '<quote>')
    const params = paramsOf(words, ['price_precision', 'amount_precision', ...termsAllowed])
    return shown(await api(createMarket, { base_currency: base, quote_currency: quote, ...params }))
  },
  async update(api, words) {
    const [id] = wordsOf(words, '<id>')
    return shown(await api(updateMarket, { id, ...paramsOf(words, termsAllowed) }))
  },
  async status(api, words) {
    const [id, status] = wordsOf(words, '<id>', '<status>')
    const { reason } = paramsOf(words, ['reason'])
    return setStatus(api, id!, { status: status!, reason })
  },
  async halt(api, words) {
    const [id] = wordsOf(words, '<id>')
    return setStatus(api, id!, { status: 'halted', reason: paramsOf(words, ['reason'])['reason'] })
  },
  async resume(api, words) {
    const [id] = wordsOf(words, '<id>')
    return setStatus(api, id!, { status: 'open', reason: paramsOf(words, ['reason'])['reason'] })
  },
  async auction(api, words) {
    const [id] = wordsOf(words, '<id>')
    const { reason, ends_at: endsAt } = paramsOf(words, ['reason', 'ends_at'])
    return setStatus(api, id!, {
      status: 'auction',
      reason,
      ...(endsAt === undefined ? {} : { ends_at: endsAt }),
    })
  },
}

/** `opex market …`: an authenticated client of the operators' endpoints. */
export const marketCommand = (env: Record<string, string | undefined>): Subcommand => ({
  summary: 'markets: definitions, limits, status (OPEX_URL, OPEX_API_KEY, OPEX_API_SECRET)',
  usage: [
    'market list',
    'market show <id>',
    'market define <base> <quote> [--price-precision 2 --amount-precision 6 --min-price … --min-amount …',
    '  --max-amount … --min-notional … --price-band 0.1 --status open --name BTC/USDT --position 1 --reason …]',
    'market update <id> [the same but precisions]',
    'market status <id> <open|post_only|cancel_only|auction|halted|delisted> --reason …',
    'market halt <id> --reason …',
    'market resume <id> --reason …                    (uncrosses the book, then opens)',
    'market auction <id> [--ends-at 2026-12-01T10:00:00Z] --reason …',
  ],
  async run(words, say) {
    const verb = verbs[words.words[0] ?? '']
    if (!verb) {
      for (const each of this.usage) say(`opex ${each}`)
      return 2
    }
    for (const each of await verb(apiClient(env), words)) say(each)
    return 0
  },
})

export const market = marketCommand(process.env)
