import type { CreditDeposit } from '../../core/exchange/index.ts'
import { Fault, type Sequence, type TimeMs } from '../../core/units/index.ts'
import type { Answer, Engine, Submission } from '../engine/index.ts'

/** An engine that only credits, remembers keys as the real one does, and fails on demand. */
export type ScriptedEngine = Engine & {
  /** Every credit that moved the ledger, in order. */
  credits: (CreditDeposit & { key: string })[]
  /** `before`: refuses to decide; `after`: decides, and the answer is lost. */
  fail: 'before' | 'after' | null
}

export function scriptEngine(clock: () => number): ScriptedEngine {
  const answers = new Map<string, Answer>()
  const unused = () => Promise.reject(new Fault('not_scripted'))
  const engine: ScriptedEngine = {
    credits: [],
    fail: null,
    async submit({ key, command }: Submission) {
      if (engine.fail === 'before') throw new Fault('engine_stopped')
      const known = answers.get(key)
      if (known && engine.fail === null) return { ...known, repeated: true }
      if (known) throw new Fault('engine_stopped')
      if (command.kind !== 'credit_deposit') throw new Fault('not_scripted')
      const rejection = command.asset === 'btc' ? null : 'unknown_asset'
      if (rejection === null) engine.credits.push({ ...command, key })
      const sequence = (answers.size + 1) as Sequence
      const answer: Answer = { sequence, at: clock() as TimeMs, rejection, orders: [], repeated: false }
      answers.set(key, answer)
      if (engine.fail === 'after') throw new Fault('engine_stopped')
      return answer
    },
    full: () => false,
    read: unused,
    sequence: () => 0,
    subscribe: unused,
    close: async () => undefined,
  }
  return engine
}
