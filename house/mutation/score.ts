import type { MutantResult } from '@stryker-mutator/api/core'

/** What became of the mutants of a folder. A timeout counts as a kill: the mutant hung and a test would have told. */
export type Count = { killed: number; timeout: number; survived: number; noCoverage: number; score: number }

export type Summary = {
  /** Percent of the mutants that a test notices; of a sample, the estimate. */
  score: number
  /** The score lies between these with 95 % confidence; null when every mutant was tried. */
  interval: [number, number] | null
  mutants: number
  tried: number
  total: Count
  folders: Record<string, Count>
  /** `file:line mutator → replacement`, of those that survived and those that no test reaches. */
  survivors: string[]
}

type Outcome = Pick<MutantResult, 'fileName' | 'location' | 'mutatorName' | 'replacement' | 'status'>

/**
 * Counts what Stryker found. Mutants that no test reaches are known without trying and so are counted in full; the
 * score of a sample weighs them with what the drawn ones say of the rest.
 */
export function summarize(results: readonly Outcome[]): Summary {
  const missed = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const folders = [...new Set(results.map(folderOf))].sort()
  const total = countOf(results)
  const unknown = results.filter(({ status }) => status === 'CompileError').length
  const drawn = total.killed + total.timeout + total.survived
  const reached = drawn + unknown
  const mutants = reached + total.noCoverage
  const weight = mutants === 0 ? 0 : (100 * reached) / mutants
  const [low, high] = wilson(total.killed + total.timeout, drawn)
  return {
    score: rounded(drawn === 0 ? 0 : (weight * (total.killed + total.timeout)) / drawn),
    interval: unknown === 0 ? null : [rounded(weight * low), rounded(weight * high)],
    mutants,
    tried: drawn,
    total,
    folders: Object.fromEntries(folders.map((folder) => [folder, countOf(results.filter(isIn(folder)))])),
    survivors: missed.map(tell).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
  }
}

/** Wilson's 95 % interval of a share, from 0 to 1. */
export function wilson(hits: number, of: number): [number, number] {
  if (of === 0) return [0, 1]
  const z = 1.96
  const share = hits / of
  const middle = share + z ** 2 / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  const scale = 1 + z ** 2 / of
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)]
}

function countOf(results: readonly Outcome[]): Count {
  const number = (wanted: Outcome['status']) => results.filter(({ status }) => status === wanted).length
  const [killed, timeout, survived, noCoverage] = [
    number('Killed'),
    number('Timeout'),
    number('Survived'),
    number('NoCoverage'),
  ]
  const all = killed + timeout + survived + noCoverage
  return {
    killed,
    timeout,
    survived,
    noCoverage,
    score: rounded(all === 0 ? 0 : (100 * (killed + timeout)) / all),
  }
}

const folderOf = ({ fileName }: Outcome): string => fileName.slice(0, fileName.lastIndexOf('/'))
const isIn = (folder: string) => (result: Outcome) => folderOf(result) === folder
const rounded = (percent: number): number => Math.round(percent * 100) / 100

const tell = ({ fileName, location, mutatorName, replacement, status }: Outcome): string => {
  const short = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 80)
  const unreached = status === 'NoCoverage' ? ' (no test reaches it)' : ''
  return `${fileName}:${location.start.line}:${location.start.column + 1} ${mutatorName} → ${short}${unreached}`
}
