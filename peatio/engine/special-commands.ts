import {
  lots,
  ticks,
  type AccountId,
  type Amount,
  type MarketCode,
  type TimeMs,
} from '../../core/units/index.ts'
import type { Submission } from './port.ts'
import { streamAccounts } from './seeded-stream.ts'

/**
 * For tests: what the seeded stream does not do: a stop that a trade wakes, an iceberg that is amended twice, a budget,
 * a dead man.
 */
export function specialCommands(): Submission[] {
  const [account, other] = streamAccounts as [AccountId, AccountId]
  const market = 'ethbtc' as MarketCode
  const order = { kind: 'place_order', account, market, type: 'limit', quantity: lots(900) } as const
  const amend = { kind: 'amend_order', account, order: { uuid: 'iceberg' } } as const
  const budget = (10n ** 13n) as Amount
  const commands: Submission['command'][] = [
    ...streamAccounts.map(
      (each) => ({ kind: 'cancel_orders', account: each, market: null, side: null }) as const,
    ),
    { ...order, uuid: 'iceberg', side: 'sell', limit: ticks(2_000), special: { display: lots(100) } },
    { ...amend, quantity: lots(800), limit: null },
    { ...amend, quantity: null, limit: ticks(1_990) },
    {
      ...order,
      uuid: 'stop',
      side: 'buy',
      type: 'stop_market',
      limit: null,
      quantity: lots(0),
      special: { trigger: ticks(1_990), budget },
    },
    { ...order, account: other, uuid: 'taker', side: 'buy', limit: ticks(1_990), quantity: lots(250) },
    { kind: 'delete_trading_fee', group: 'vip-1', market: 'btcusdt' as MarketCode },
    { kind: 'set_dead_man', account, expiresAt: 1_700_000_900_000 as TimeMs },
  ]
  return commands.map((command, index) => ({ key: `special-${index}`, command }))
}
