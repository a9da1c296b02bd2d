// A Stryker test runner for tests of node:test that need no process of their own: the tests are loaded once, each
// mutant is switched on by its number, and the tests that reach it run until one fails. It runs in a child of
// Stryker's, in the sandbox; one that hangs is killed and started again, as is one that loaded a static mutant.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { register } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { InstrumenterContext, MutantCoverage } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner'
import { collected, collectFrom, type Collected } from './collect.ts'

/** In the sandbox. */
const measuredFile = 'measured.json'
type Measured = Record<string, { ms: number; hits: number }>
type Switches = { [Key in keyof InstrumenterContext]: InstrumenterContext[Key] | undefined }

/** Instrumented code finds its switches and leaves its counts under this name. */
const switches: Switches = ((globalThis as { __stryker__?: Switches }).__stryker__ ??= {})

class CoreTestRunner implements TestRunner {
  private tests: Collected[] | undefined

  capabilities() {
    return { reloadEnvironment: false }
  }

  async dryRun({ disableBail }: DryRunOptions): Promise<DryRunResult> {
    const tests = await this.run(await this.load(), disableBail)
    const mutantCoverage = switches.mutantCoverage ?? { static: {}, perTest: {} }
    this.keep(tests, mutantCoverage)
    return { status: DryRunStatus.Complete, tests, mutantCoverage }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    switches.activeMutant = options.mutantActivation === 'static' ? options.activeMutant.id : undefined
    const wanted = options.testFilter && new Set(options.testFilter)
    const loaded = await this.load().catch((failure: unknown) => failure)
    // Who starts no test is noticed at once.
    if (!Array.isArray(loaded)) return killed(loaded)
    const tests = (loaded as Collected[]).filter((test) => !wanted || wanted.has(idOf(test)))
    const measured = JSON.parse(readFileSync(measuredFile, 'utf8')) as Measured
    const msOf = (test: Collected) => measured[idOf(test)]?.ms ?? 0
    tests.sort((a, b) => msOf(a) - msOf(b))
    switches.activeMutant = options.activeMutant.id
    const results = await this.run(tests, options.disableBail, measured)
    const hung = determineHitLimitReached(switches.hitCount, switches.hitLimit)
    return toMutantRunResult(hung ?? { status: DryRunStatus.Complete, tests: results })
  }

  /** For the processes that come after this one: which tests are quick, and how often anything comes by in them. */
  private keep(tests: readonly TestResult[], { perTest }: MutantCoverage): void {
    const measured: Measured = {}
    for (const { id, timeSpentMs } of tests) {
      const hits = Object.values(perTest[id] ?? {}).reduce((most, count) => Math.max(most, count), 0)
      measured[id] = { ms: timeSpentMs, hits }
    }
    writeFileSync(measuredFile, JSON.stringify(measured))
  }

  private async load(): Promise<Collected[]> {
    if (this.tests) return this.tests
    register('./redirect.js', import.meta.url)
    for (const file of testFiles()) {
      collectFrom(file)
      await import(pathToFileURL(resolve(file)).href)
    }
    return (this.tests = collected)
  }

  private async run(
    tests: readonly Collected[],
    onAfterFailure: boolean,
    measured: Measured = {},
  ): Promise<TestResult[]> {
    const results: TestResult[] = []
    for (const test of tests) {
      // A loop that a mutant made endless is left when it came by far more often than anything did in this test.
      switches.hitCount = 0
      switches.hitLimit = 1_000 + 10 * (measured[idOf(test)]?.hits ?? 1e9)
      const result = await runOne(test)
      results.push(result)
      if (result.status === TestStatus.Failed && !onAfterFailure) break
    }
    return results
  }
}

async function runOne(test: Collected): Promise<TestResult> {
  const id = idOf(test)
  const fileName = resolve(relative('dist', test.file).replace(/\.js$/, '.ts'))
  const started = performance.now()
  const told = () => ({ id, name: test.name, fileName, timeSpentMs: Math.round(performance.now() - started) })
  switches.currentTestId = id
  try {
    await test.body()
    return { ...told(), status: TestStatus.Success }
  } catch (failure) {
    const failureMessage = failure instanceof Error ? failure.message : String(failure)
    return { ...told(), status: TestStatus.Failed, failureMessage }
  } finally {
    switches.currentTestId = undefined
  }
}

const killed = (failure: unknown): MutantRunResult => ({
  status: MutantRunStatus.Killed,
  killedBy: [],
  failureMessage: String(failure),
  nrOfTests: 0,
})

const idOf = ({ file, name }: Collected): string => `${file} ${name}`

/** The tests of the core, in the sandbox's build. */
const testFiles = (): string[] =>
  readdirSync('dist/core', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => join('dist/core', file))
    .sort()

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'core', CoreTestRunner)]
