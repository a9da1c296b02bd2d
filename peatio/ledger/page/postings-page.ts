import type { Event } from '../../../core/exchange/index.ts'
import type { AssetCode } from '../../../core/units/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { chartOfAccounts, operationsOf, type Operation } from '../../engine/projector/index.ts'
import { textbook } from '../reports/books.ts'
import { examples, type Example } from './examples.ts'

export const typeOf = (asset: AssetCode) => (asset === 'usd' ? 'fiat' : 'coin')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/** The part of the page that is made: the chart, and every example with its entries in a textbook's signs. */
export function postingsPage(): string {
  const chart = table(
    ['code', 'class', 'kind', 'of'],
    chartOfAccounts.map(({ code, class: accountClass, kind, type }) => [
      String(code),
      accountClass,
      kind,
      type,
    ]),
  )
  return [`## The chart of accounts\n\n${chart}`, '## Every event\n', ...examples.map(sectionOf)].join('\n\n')
}

function sectionOf({ title, words, event }: Example): string {
  const rows = operationsOf(event, typeOf).map(rowOf)
  const { referenceType, referenceId } = operationsOf(event, typeOf)[0]!
  const entries = table(['code', 'line', 'paid or received by', 'asset', 'debit', 'credit'], rows)
  return `### ${title}\n\n\`${event.kind}\`, reference ${referenceType} \`${referenceId}\`. ${words}\n\n${entries}`
}

function rowOf(operation: Operation): string[] {
  const { code, line, account, asset } = operation
  const { debit, credit } = textbook(code, operation)
  const say = (sum: bigint) => (sum === 0n ? '' : decimalFromAmount(sum))
  return [String(code), line, account === line ? '' : (account ?? ''), asset, say(debit), say(credit)]
}

/** Debits less credits of an event, by asset; zero, if it balances. */
export function imbalanceOf(event: Event): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const operation of operationsOf(event, typeOf)) {
    const { debit, credit } = textbook(operation.code, operation)
    sums.set(operation.asset, (sums.get(operation.asset) ?? 0n) + debit - credit)
  }
  return sums
}
