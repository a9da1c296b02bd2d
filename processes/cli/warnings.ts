import type { EngineLog } from '../../peatio/engine/index.ts'

/** What a replay noticed, as lines for the operator. */
export const warnings = (say: (line: string) => void): EngineLog => {
  const line = (facts: object, text: string) => say(`${text}: ${JSON.stringify(facts)}`)
  return { info: () => undefined, warn: line, error: line }
}
