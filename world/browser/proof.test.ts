import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { InclusionProof, PublishedProof } from '../../contract/index.ts'
import { readWords } from '../../processes/cli/command-line.ts'
import { proof as command } from '../../processes/cli/proof.ts'
import { call } from '../session.ts'
import { eventually } from '../whole-exchange.ts'
import { comeIn, noSidewaysScrolling, openStage, visit, type Stage } from './visitor.ts'

let stage: Stage
before(async () => {
  stage = await openStage({ OPEX_DEMO_MAKERS: '0', OPEX_PROOF_HOURS: '0' })
})
after(() => stage.close())

const page = '/proof-of-liabilities'
const verified = (on: Page) => on.getByRole('heading', { name: 'Verified', exact: true })
const notVerified = (on: Page) => on.getByRole('heading', { name: 'Not verified', exact: true })
const row = (on: Page, asset: string) =>
  on.getByRole('table', { name: 'Published proofs' }).getByRole('row').filter({ hasText: asset })

async function accessible(on: Page): Promise<void> {
  await noSidewaysScrolling(on)
  const { violations } = await new AxeBuilder({ page: on }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  )
}

/** Pastes a text and sends it without touching the mouse. */
async function paste(on: Page, text: string): Promise<void> {
  await on.getByLabel('Proof (JSON)').fill(text)
  await on.getByLabel('Proof (JSON)').focus()
  await on.keyboard.press('Tab')
  await on.keyboard.press('Enter')
}

test('a user checks his balance in the browser, saves the proof, and anyone checks it signed out', async (t) => {
  const first = await visit(stage)
  t.after(() => first.context.close())
  await first.page.goto('/')
  await first.page.getByRole('contentinfo').getByRole('link', { name: 'Proof of liabilities' }).click()
  await first.page.getByText('Nothing is published yet').waitFor()
  await accessible(first.page)

  const said: string[] = []
  const line = `build --data ${stage.directory} --asset usdt`
  assert.equal(await command.run(readWords(line.split(' ')), (each) => said.push(each)), 0, said.join('\n'))
  const root = / root ([0-9a-f]{64})$/.exec(said.find((each) => each.includes(' root '))!)![1]!

  await eventually('the publication of what was built', async () => {
    const { body } = await call<PublishedProof[]>(
      `${stage.exchange().url}/api/v2/peatio/public/liability_proofs`,
    )
    return body.find((each) => each.root === root)
  })

  await comeIn(first.page, 'alice@opex.local')
  await first.page.getByRole('button', { name: 'Account', exact: true }).click()
  await first.page.getByRole('link', { name: 'Proof of liabilities' }).click()
  await row(first.page, 'USDT').getByText(root.slice(0, 10)).waitFor()
  await row(first.page, 'USDT').getByRole('button', { name: 'Check mine' }).press('Enter')
  await verified(first.page).waitFor()
  const steps = first.page.getByRole('list', { name: 'Way from your balance to the fingerprint' })
  await steps.getByRole('listitem').last().getByText(root).waitFor()
  await steps.getByText('The published fingerprint and total').waitFor()
  await accessible(first.page)
  const downloading = first.page.waitForEvent('download')
  await first.page.getByRole('button', { name: 'Save this proof' }).click()
  const saved = await readFile(await (await downloading).path(), 'utf8')
  const proof = JSON.parse(saved) as InclusionProof
  assert.equal(proof.proof.root, root)
  assert.deepEqual(first.complaints, [])

  // On another device, without an account: the file, the page, the keyboard.
  const other = await visit(stage, { width: 380, height: 800, theme: 'light' })
  t.after(() => other.context.close())
  await other.page.goto(page)
  await row(other.page, 'USDT').waitFor()
  assert.equal(await other.page.getByRole('button', { name: 'Check mine' }).count(), 0)
  await paste(other.page, saved)
  await verified(other.page).waitFor()
  await other.page.getByText('It counts for you only if this user id is yours').waitFor()
  await accessible(other.page)

  await paste(other.page, JSON.stringify({ ...proof, balance: '1.0' }))
  await notVerified(other.page).waitFor()
  await other.page.getByText('Its way adds up to another total than the published one.').waitFor()
  await paste(other.page, JSON.stringify({ ...proof, proof: { ...proof.proof, root: 'ab'.repeat(32) } }))
  await other.page.getByText(/publishes another fingerprint of USDT/).waitFor()
  await paste(other.page, '{}')
  await other.page.getByText('This is not a proof of inclusion').waitFor()
  await accessible(other.page)
  await paste(other.page, 'not JSON')
  await other.page.getByText('This text is not JSON.').waitFor()
  assert.equal(await notVerified(other.page).count(), 0)
  await accessible(other.page)
  assert.deepEqual(other.complaints, [])
})

test('a proof that is opened from a file, of somebody else, says whose it is', async (t) => {
  const { context, page: on } = await visit(stage)
  t.after(() => context.close())
  await comeIn(on, 'bob@opex.local')
  await on.goto(page)
  await row(on, 'USDT').getByRole('button', { name: 'Check mine' }).click()
  await verified(on).waitFor()
  const downloading = on.waitForEvent('download')
  await on.getByRole('button', { name: 'Save this proof' }).click()
  const path = await (await downloading).path()
  await context.clearCookies()
  await comeIn(on, 'alice@opex.local')
  await on.goto(page)
  await on
    .getByLabel('Proof file')
    .setInputFiles({ name: 'bob.json', mimeType: 'application/json', buffer: await readFile(path) })
  await on.getByRole('button', { name: 'Verify' }).click()
  await verified(on).waitFor()
  await on.getByText('This is not your user id').waitFor()
})
