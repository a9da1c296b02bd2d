import { sql, type Kysely } from 'kysely'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { bookSumsOf } from './lines.ts'
import type { ProjectionTables } from './tables.ts'
import { sumOf } from './totals.ts'

/** For tests: every line whose operations, or whose daily totals, add up to something else than the line has. */
export async function booksThatDiffer(db: Kysely<ProjectionTables>): Promise<string[]> {
  const lines = await db
    .selectFrom('accounts')
    .innerJoin('assets', 'assets.asset', 'accounts.asset')
    .select(['account', 'accounts.asset', 'type', 'posted', 'held'])
    .execute()
  const differing: string[] = []
  for (const table of ['operations', 'operation_totals'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['line', 'asset', 'code', sql<string>`sum(credit) - sum(debit)`.as('sum')])
      .groupBy(['line', 'asset', 'code'])
      .execute()
    const sums = new Map(rows.map(({ line, asset, code, sum }) => [`${line}/${asset}/${code}`, sumOf(sum)]))
    for (const { account, asset, type, posted, held } of lines) {
      const line = { account, posted: sumOf(posted), held: sumOf(held) }
      for (const { codes, sum } of bookSumsOf(line, type as 'coin' | 'fiat')) {
        const booked = codes.reduce(
          (total, { code, sign }) => total + sign * (sums.get(`${account}/${asset}/${code}`) ?? 0n),
          0n,
        )
        if (booked !== sum) {
          differing.push(
            `${table}: ${account} ${asset} ${decimalFromAmount(booked)} is not ${decimalFromAmount(sum)}`,
          )
        }
      }
    }
  }
  return differing
}
