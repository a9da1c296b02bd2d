// A Stryker test runner for tests of node:test that need no process of their own: a thread loads all of them once, each
// mutant is switched on by its number, and the tests that reach it run until one fails. A thread that hangs, or that
// loaded a mutant of a module's first lines, is ended, and another takes its place.
import { readFileSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  DryRunStatus,
  MutantRunStatus,
  toMutantRunResult,
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner'
import type { Measured, Task, Told } from './tests.ts'

/** In the sandbox: what the first run measured, for all processes. */
const measuredFile = 'measured.json'
const memoryMbMax = 1_024
/** A test hangs if it takes so long, and so many times longer than it did without a mutant. */
const patience = { ms: 5_000, times: 20 }

type Outcome = Exclude<Told, { kind: 'started' }> | { kind: 'hung'; test: string }

class CoreTestRunner implements TestRunner {
  private thread: Worker | null = null
  private measured: Measured | undefined

  capabilities() {
    return { reloadEnvironment: true }
  }

  async dryRun({ disableBail }: DryRunOptions): Promise<DryRunResult> {
    const whole = { tests: null, mutant: null, fromTheStart: false, measured: {} }
    const outcome = await this.run({ ...whole, untilOneFails: !disableBail })
    if (outcome.kind !== 'done') return { status: DryRunStatus.Error, errorMessage: JSON.stringify(outcome) }
    const { results, coverage } = outcome
    const measured: Measured = {}
    for (const { id, timeSpentMs } of results) {
      const hits = Object.values(coverage.perTest[id] ?? {}).reduce((most, count) => Math.max(most, count), 0)
      measured[id] = { ms: timeSpentMs, hits }
    }
    writeFileSync(measuredFile, JSON.stringify(measured))
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: coverage }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    if (options.reloadEnvironment) await this.dispose()
    this.measured ??= JSON.parse(readFileSync(measuredFile, 'utf8')) as Measured
    const outcome = await this.run({
      tests: options.testFilter ?? null,
      mutant: options.activeMutant.id,
      fromTheStart: options.mutantActivation === 'static',
      untilOneFails: !options.disableBail,
      measured: this.measured,
    })
    if (outcome.kind === 'hung') return { status: MutantRunStatus.Timeout, reason: outcome.test }
    // Who keeps the tests from starting is noticed at once.
    if (outcome.kind === 'not_loaded') {
      return { status: MutantRunStatus.Killed, killedBy: [], failureMessage: outcome.failure, nrOfTests: 0 }
    }
    if (outcome.hung) return { status: MutantRunStatus.Timeout, reason: 'came by too often' }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: outcome.results })
  }

  async dispose(): Promise<void> {
    await this.thread?.terminate()
    this.thread = null
  }

  private async run(task: Task): Promise<Outcome> {
    const thread = (this.thread ??= new Worker(new URL('./tests.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMbMax },
    }))
    const outcome = await outcomeOf(thread, task)
    if (outcome.kind === 'hung') await this.dispose()
    return outcome
  }
}

/** What a thread tells of a task; it may also fall silent, or run out of memory. */
function outcomeOf(thread: Worker, task: Task): Promise<Outcome> {
  return new Promise((resolve) => {
    let [timer, test]: [NodeJS.Timeout | undefined, string] = [undefined, 'loading']
    const end = (outcome: Outcome) => {
      clearTimeout(timer)
      thread.off('error', fail)
      thread.off('message', hear)
      resolve(outcome)
    }
    const wait = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => end({ kind: 'hung', test }), ms)
    }
    const fail = () => end({ kind: 'hung', test })
    const hear = (told: Told) => {
      if (told.kind !== 'started') return end(told)
      test = told.test
      wait(patience.ms + patience.times * (task.measured[test]?.ms ?? 60_000))
    }
    thread.on('error', fail)
    thread.on('message', hear)
    wait(12 * patience.ms)
    thread.postMessage(task, [])
  })
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'core', CoreTestRunner)]
