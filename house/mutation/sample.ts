// Draws which mutants are tried. Stryker has no word for a mutant that was not drawn: it is told that the others
// do not compile, and the score does not count them.
import { createHash } from 'node:crypto'
import { CheckStatus, type Checker, type CheckResult } from '@stryker-mutator/api/check'
import type { Mutant } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** `count` of the mutants, the same ones for the same seed; a mutant's chance does not depend on its place. */
export function draw(ids: readonly string[], count: number, seed: string): Set<string> {
  const rank = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex')
  const ranked = ids.map((id) => [rank(id), id] as const).sort(([a], [b]) => (a < b ? -1 : 1))
  return new Set(ranked.slice(0, count).map(([, id]) => id))
}

class Sampler implements Checker {
  async init() {}

  /** All of them at once, or there would be nothing to draw from. */
  async group(mutants: Mutant[]): Promise<string[][]> {
    return mutants.length === 0 ? [] : [mutants.map(({ id }) => id)]
  }

  async check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    const ids = mutants.map(({ id }) => id)
    const drawn = draw(ids, Number(process.env['OPEX_SAMPLE']), process.env['OPEX_SAMPLE_SEED'] ?? '')
    const answer = (id: string): CheckResult =>
      drawn.has(id)
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: 'not drawn' }
    return Object.fromEntries(ids.map((id) => [id, answer(id)]))
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sampler)]
