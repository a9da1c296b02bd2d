import { join } from 'node:path'
import { expenseCategories, fundingCategories, type BooksCommand } from '../../core/exchange/index.ts'
import type { AccountId, AssetCode } from '../../core/units/index.ts'
import { startEngine } from '../../peatio/engine/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { readConfig } from '../config.ts'
import {
  approversOption,
  oneOfOption,
  signedSumOption,
  sumOption,
  wanted,
  type Options,
} from './accounts-options.ts'

type BooksCommandKind = { usage: string; command(options: Options): BooksCommand }

const asset = (options: Options) => wanted(options, 'asset') as AssetCode
const signed = (options: Options) => ({
  reason: wanted(options, 'reason'),
  reference: wanted(options, 'key'),
  approvedBy: approversOption(options),
})
const approval = '--reason TEXT --approved-by ONE,TWO --key KEY'

export const booksCommands: Readonly<Record<string, BooksCommandKind>> = {
  cap: {
    usage: 'accounts cap --asset CODE --sum 1.5 --approved-by ONE,TWO --key KEY',
    command: (options) => ({
      kind: 'set_adjustment_cap',
      asset: asset(options),
      sum: sumOption(options, 'sum'),
      approvedBy: approversOption(options),
    }),
  },
  fund: {
    usage: `accounts fund --asset CODE --sum 10 --source custody|fee_income --category investment ${approval}`,
    command: (options) => ({
      kind: 'fund_house',
      source: oneOfOption(options, 'source', ['custody', 'fee_income']),
      asset: asset(options),
      sum: signedSumOption(options, 'sum'),
      category: oneOfOption(options, 'category', fundingCategories),
      ...signed(options),
    }),
  },
  expense: {
    usage: `accounts expense --asset CODE --sum 10 --category bank_fees ${approval}`,
    command: (options) => ({
      kind: 'record_expense',
      asset: asset(options),
      sum: sumOption(options, 'sum'),
      category: oneOfOption(options, 'category', expenseCategories),
      ...signed(options),
    }),
  },
  'resolve-suspense': {
    usage: `accounts resolve-suspense --to UID|house:custody --asset CODE --sum 10 ${approval}`,
    command: (options) => ({
      kind: 'resolve_suspense',
      to: wanted(options, 'to') as AccountId,
      asset: asset(options),
      sum: sumOption(options, 'sum'),
      ...signed(options),
    }),
  },
  withdrawals: {
    usage: 'accounts withdrawals --allowed yes|no --reason TEXT --by NAME --key KEY',
    command: (options) => ({
      kind: 'set_withdrawals',
      allowed: oneOfOption(options, 'allowed', ['yes', 'no']) === 'yes',
      reason: wanted(options, 'reason'),
      by: wanted(options, 'by'),
    }),
  },
}

/**
 * Gives one command to the engine of a stopped exchange, which journals it. The same `--key` twice is one command.
 * Returns 1 if the engine says no.
 */
export async function runBooksCommand(
  name: string,
  options: Options,
  say: (line: string) => void,
): Promise<number> {
  const command = booksCommands[name]!.command(options)
  const key = `cli:${name}:${wanted(options, 'key')}`
  const fail = (error: unknown) => {
    throw error
  }
  const { dataDirectory, logLevel } = readConfig(process.env)
  const engine = await startEngine({
    directory: join(dataDirectory, 'journal'),
    log: createLog('accounts', logLevel),
    onStopped: fail,
    onConsumerFault: fail,
  })
  try {
    const { sequence, rejection, repeated } = await engine.submit({ key, command })
    const outcome = rejection === null ? `done, record ${sequence}` : `refused: ${rejection}`
    say(repeated ? `${outcome} (this key was answered before)` : outcome)
    return rejection === null ? 0 : 1
  } finally {
    await engine.close()
  }
}
