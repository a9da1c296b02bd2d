import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import fastify from 'fastify'
import { html, openMailbox } from './index.ts'

const clock = () => Date.UTC(2024, 0, 2, 3, 4, 5)
const letter = (subject: string, text = 'plain') => ({
  to: 'a@b.cd',
  subject,
  text,
  html: html`<p>${text}</p>`,
})

function directory(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'mailbox-'))
  t.after(() => rmSync(path, { recursive: true }))
  return path
}

test('mail is listed newest first, with its links, and survives a restart', async (t) => {
  const file = join(directory(t), 'mailbox.json')
  const first = await openMailbox({ file, clock })
  await first.mailer.send(
    letter('one', 'See http://x.yz/a?b=c&d=e.\nor (https://x.yz/f), http://x.yz/a?b=c&d=e'),
  )
  await Promise.all([first.mailer.send(letter('two')), first.mailer.send(letter('three'))])
  const second = await openMailbox({ file, clock })
  assert.deepEqual(second.list(), first.list())
  assert.deepEqual(
    second.list().map(({ subject }) => subject),
    ['three', 'two', 'one'],
  )
  assert.deepEqual(second.list()[2]!.links, ['http://x.yz/a?b=c&d=e', 'https://x.yz/f'])
  assert.equal(second.list()[2]!.at, '2024-01-02T03:04:05.000Z')
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('the last 200 letters are kept', async (t) => {
  const file = join(directory(t), 'mailbox.json')
  const { mailer, list } = await openMailbox({ file, clock })
  await Promise.all(Array.from({ length: 203 }, (_, index) => mailer.send(letter(String(index)))))
  assert.equal(list().length, 200)
  assert.equal(list()[0]!.subject, '202')
  assert.equal((await openMailbox({ file, clock })).list().at(-1)!.subject, '3')
})

test('a broken file is told, not overwritten', async (t) => {
  const file = join(directory(t), 'mailbox.json')
  writeFileSync(file, '[{"to":')
  await assert.rejects(openMailbox({ file, clock }), { code: 'mailbox_corrupt' })
})

test('a disk that refuses is a fault', async (t) => {
  const { mailer } = await openMailbox({ file: join(directory(t), 'gone', 'mailbox.json'), clock })
  await assert.rejects(mailer.send(letter('one')), { code: 'mail_unavailable' })
})

test('the page shows what strangers typed as text, and links that can be clicked', async (t) => {
  const app = fastify()
  t.after(() => app.close())
  const box = await openMailbox({ file: undefined, clock })
  box.routes(app, { open: true })
  assert.match((await app.inject('/dev/mail')).body, /No mail yet/)
  await box.mailer.send(letter('<script>alert(1)</script>', 'Hi "><img src=x>, http://x.yz/?a=1&b=\'2'))
  const page = await app.inject('/dev/mail')
  assert.match(page.headers['content-type']!.toString(), /^text\/html/)
  assert.ok(!page.body.includes('<script') && !page.body.includes('<img'))
  assert.ok(page.body.includes('<a href="http://x.yz/?a=1&amp;b=">http://x.yz/?a=1&amp;b=</a>'))
  const [mail] = (await app.inject('/dev/mail.json')).json<Record<string, unknown>[]>()
  assert.deepEqual(Object.keys(mail!).sort(), ['at', 'html', 'links', 'subject', 'text', 'to'])
})

for (const open of [true, false]) {
  test(`${open ? 'an open mailbox shows all' : 'a closed one shows only this machine'} its mail`, async (t) => {
    const app = fastify()
    t.after(() => app.close())
    const box = await openMailbox({ file: undefined, clock })
    box.routes(app, { open })
    await box.mailer.send(letter('Reset your password', 'https://x.yz/?reset_token=1'))
    const statusOf = async (url: string, remoteAddress: string, headers = {}) =>
      (await app.inject({ url, remoteAddress, headers })).statusCode
    const others = open ? 200 : 404
    for (const url of ['/dev/mail', '/dev/mail.json']) {
      assert.equal(await statusOf(url, '127.0.0.1'), 200)
      assert.equal(await statusOf(url, '10.0.0.7'), others)
      assert.equal(await statusOf(url, '127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }), others)
    }
  })
}
