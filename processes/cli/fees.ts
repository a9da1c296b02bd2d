import {
  createTradingFee,
  deleteTradingFee,
  listAdminFees,
  updateTradingFee,
  type TradingFee,
} from '../../contract/index.ts'
import { Fault } from '../../core/units/index.ts'
import { apiClient, type Api } from './api-client.ts'
import type { Subcommand, Words } from './command-line.ts'
import { onlyOptions } from './only-options.ts'
import { tableOf } from './table.ts'

type Verb = (api: Api, words: Words) => Promise<string[]>

const heads = ['id', 'group', 'market', 'maker', 'taker', 'since']
const line = (fee: TradingFee) => [
  String(fee.id),
  fee.group,
  fee.market_id,
  fee.maker,
  fee.taker,
  fee.updated_at,
]
const listed = (fees: TradingFee[]) => tableOf(heads, fees.map(line))

/** Which fee is meant is in options alone: a word, or an option that is not known, would silently mean all groups. */
function refuseUnknown({ words, options }: Words, known: readonly string[]): void {
  onlyOptions(options, known)
  const [verb, word] = words
  if (word !== undefined)
    throw new Fault('usage', { detail: `opex fees ${verb} takes options, not '${word}'` })
}

const find = async (api: Api, { options }: Words): Promise<TradingFee | undefined> => {
  const [group = 'any', market = 'any'] = [options.get('group'), options.get('market')]
  const [fee] = await api(listAdminFees, { group, market_id: market })
  return fee
}

const verbs: Record<string, Verb> = {
  list: async (api) => listed(await api(listAdminFees, { limit: '1000', ordering: 'asc' })),
  async set(api, words) {
    const { options } = words
    refuseUnknown(words, ['group', 'market', 'maker', 'taker', 'reason'])
    const [maker, taker, reason] = [options.get('maker'), options.get('taker'), options.get('reason')]
    if (maker === undefined || taker === undefined)
      throw new Fault('usage', { detail: 'opex fees set --maker 0.001 --taker 0.002' })
    const known = await find(api, words)
    if (known) return listed([await api(updateTradingFee, { id: String(known.id), maker, taker, reason })])
    const [group, market] = [options.get('group'), options.get('market')]
    return listed([await api(createTradingFee, { group, market_id: market, maker, taker, reason })])
  },
  async delete(api, words) {
    refuseUnknown(words, ['group', 'market', 'reason'])
    const known = await find(api, words)
    if (!known) throw new Fault('no_such_fee', { detail: 'see opex fees list' })
    const reason = words.options.get('reason')
    return listed([await api(deleteTradingFee, { id: String(known.id), reason })])
  },
}

/** `opex fees …`: an authenticated client of the operators' endpoints. */
export const feesCommand = (env: Record<string, string | undefined>): Subcommand => ({
  summary: 'trading fees by group and market (OPEX_URL, OPEX_API_KEY, OPEX_API_SECRET)',
  usage: [
    'fees list',
    'fees set --maker 0.001 --taker 0.002 [--group vip-1] [--market btcusdt] [--reason …]',
    '  a negative maker rate is a rebate',
    'fees delete [--group vip-1] [--market btcusdt] [--reason …]',
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

export const fees = feesCommand(process.env)
