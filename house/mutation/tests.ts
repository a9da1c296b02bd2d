// The thread that has the tests: it loads all of them once and runs those that it is told to, with a mutant switched on.
import { readdirSync } from 'node:fs'
import { register } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import type { InstrumenterContext, MutantCoverage } from '@stryker-mutator/api/core'
import { TestStatus, type TestResult } from '@stryker-mutator/api/test-runner'
import { collected, collectFrom, type Collected } from './collect.ts'

/** How often anything instrumented came by in a test, at most, and how long the test took. */
export type Measured = Record<string, { ms: number; hits: number }>

/** `tests` null: all. A mutant of a module's first lines is on before anything is loaded. */
export type Task = {
  tests: readonly string[] | null
  mutant: string | null
  fromTheStart: boolean
  untilOneFails: boolean
  measured: Measured
}

export type Told =
  | { kind: 'started'; test: string }
  | { kind: 'done'; results: TestResult[]; coverage: MutantCoverage; hung: boolean }
  | { kind: 'not_loaded'; failure: string }

type Switches = { [Key in keyof InstrumenterContext]: InstrumenterContext[Key] | undefined }

/** Instrumented code finds its switches and leaves its counts under this name. */
const switches: Switches = ((globalThis as { __stryker__?: Switches }).__stryker__ ??= {})
const tell = (told: Told) => parentPort!.postMessage(told, [])
let loading: Promise<void> | undefined

parentPort!.on('message', (task: Task) => {
  void run(task).then(tell)
})

async function run(task: Task): Promise<Told> {
  switches.activeMutant = task.fromTheStart ? (task.mutant ?? undefined) : undefined
  try {
    await (loading ??= load())
  } catch (failure) {
    return { kind: 'not_loaded', failure: String(failure) }
  }
  switches.activeMutant = task.mutant ?? undefined
  const results: TestResult[] = []
  let hung = false
  for (const test of inTurn(task)) {
    // A loop that a mutant made endless is left when it came by far more often than anything did in this test.
    switches.hitCount = 0
    switches.hitLimit = 1_000 + 10 * (task.measured[idOf(test)]?.hits ?? 1e9)
    tell({ kind: 'started', test: idOf(test) })
    const result = await runOne(test)
    results.push(result)
    hung = switches.hitCount > switches.hitLimit
    if (task.untilOneFails && result.status === TestStatus.Failed) break
  }
  return { kind: 'done', results, coverage: switches.mutantCoverage ?? { static: {}, perTest: {} }, hung }
}

async function load(): Promise<void> {
  register('./redirect.js', import.meta.url)
  const files = readdirSync('dist/core', { recursive: true, encoding: 'utf8' }).sort()
  for (const file of files.filter((name) => name.endsWith('.test.js'))) {
    collectFrom(join('dist/core', file))
    await import(pathToFileURL(resolve('dist/core', file)).href)
  }
}

/** Those that are wanted, quick ones first. */
function inTurn({ tests, measured }: Task): Collected[] {
  const wanted = tests && new Set(tests)
  const msOf = (test: Collected) => measured[idOf(test)]?.ms ?? 0
  return collected.filter((test) => !wanted || wanted.has(idOf(test))).sort((a, b) => msOf(a) - msOf(b))
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

const idOf = ({ file, name }: Collected): string => `${file} ${name}`
