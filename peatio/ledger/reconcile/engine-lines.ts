import type { BalanceView } from '../../../core/exchange/index.ts'
import { Fault, type AccountId, type AssetCode, type Sequence } from '../../../core/units/index.ts'
import type { Published } from '../../engine/index.ts'

export type Line = { account: AccountId; asset: AssetCode; posted: bigint; held: bigint }

export const keyOf = ({ account, asset }: { account: string; asset: string }): string => `${account}/${asset}`

type Change = { sequence: Sequence; lines: readonly BalanceView[] }

/** What the engine said about lines of the ledger, record by record, until it is compared with SQL at one of them. */
export class EngineLines {
  readonly #changes: Change[] = []
  readonly #countMax: number
  #received: number
  #closed = false
  #wanted: { until: number; resolve(): void; reject(fault: Fault): void } | undefined
  #full: (() => void) | undefined

  /** Listens after `received`. Waits with taking more when `countMax` changes were not compared yet. */
  constructor(received: number, countMax: number) {
    this.#received = received
    this.#countMax = countMax
  }

  /** The last record that was heard of: SQL may know more. */
  get received(): number {
    return this.#received
  }

  async consume(records: readonly Published[]): Promise<void> {
    for (const { sequence, touched } of records) {
      if (touched.balances.length > 0) this.#changes.push({ sequence, lines: touched.balances })
      this.#received = sequence
    }
    if (this.#wanted && this.#received >= this.#wanted.until) {
      this.#wanted.resolve()
      this.#wanted = undefined
    }
    // Whoever waits for a record will compare next, and cannot before he has it.
    const full = this.#changes.length > this.#countMax && !this.#wanted && !this.#closed
    if (full) await new Promise<void>((done) => (this.#full = done))
  }

  /** Resolves when this record was heard of; one waits at a time. Rejects with a Fault `reconciler_stopped`. */
  async reached(until: number): Promise<void> {
    if (this.#received >= until) return
    if (this.#closed) throw new Fault('reconciler_stopped')
    const heard = new Promise<void>((resolve, reject) => (this.#wanted = { until, resolve, reject }))
    this.#release()
    await heard
  }

  /** Every line that changed after `after`, up to `until`, as it was left. */
  changed(after: number, until: number): Map<string, Line> {
    const lines = new Map<string, Line>()
    for (const { sequence, lines: changed } of this.#changes) {
      if (sequence <= after) continue
      if (sequence > until) break
      for (const line of changed) lines.set(keyOf(line), line)
    }
    return lines
  }

  /** Forgets what was compared. */
  forget(until: number): void {
    const kept = this.#changes.findIndex(({ sequence }) => sequence > until)
    this.#changes.splice(0, kept === -1 ? this.#changes.length : kept)
    if (this.#changes.length <= this.#countMax) this.#release()
  }

  close(): void {
    this.#closed = true
    this.#release()
    this.#wanted?.reject(new Fault('reconciler_stopped'))
    this.#wanted = undefined
  }

  #release(): void {
    this.#full?.()
    this.#full = undefined
  }
}
