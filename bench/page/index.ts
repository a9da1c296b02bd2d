import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'
import { freePort, spawnExchange } from '../../world/spawned-exchange.ts'

export type PageRun = {
  performance: number
  accessibility: number
  scriptBytes: number
  lcpMs: number
  cls: number
}

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Lighthouse (desktop) on the trade page of a running exchange with its market makers, signed out. */
export async function runPageBench(rounds: number, say: (line: string) => void): Promise<PageRun[]> {
  const directory = await mkdtemp(join(tmpdir(), 'opex-page-'))
  const [port, debugPort] = [await freePort(), await freePort()]
  const exchange = await spawnExchange(directory, { port })
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...chromiumFlags, `--remote-debugging-port=${debugPort}`],
  })
  try {
    const runs: PageRun[] = []
    for (let round = 1; round <= rounds; round++) {
      const result = await lighthouse(
        `${exchange.url}/trading/btcusdt`,
        {
          port: debugPort,
          output: 'json',
          logLevel: 'error',
          onlyCategories: ['performance', 'accessibility'],
        },
        desktopConfig,
      )
      if (!result) throw new Error('Lighthouse gave no result')
      runs.push(runOf(result.lhr))
      say(`round ${round}: ${JSON.stringify(runs.at(-1))}`)
    }
    return runs
  } finally {
    await browser.close()
    await exchange.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

type Lhr = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

/** All scripts that the page loaded count, summed as they came over the wire (compressed). */
function runOf({ categories, audits }: Lhr): PageRun {
  const details = audits['network-requests']?.details as
    { items: { resourceType?: string; transferSize?: number }[] } | undefined
  const scripts = (details?.items ?? []).filter(({ resourceType }) => resourceType === 'Script')
  return {
    performance: Math.round((categories['performance']?.score ?? 0) * 100),
    accessibility: Math.round((categories['accessibility']?.score ?? 0) * 100),
    scriptBytes: scripts.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
    lcpMs: Math.round(audits['largest-contentful-paint']?.numericValue ?? NaN),
    cls: Number((audits['cumulative-layout-shift']?.numericValue ?? NaN).toFixed(3)),
  }
}
