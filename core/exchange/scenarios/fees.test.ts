import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOneForm, retell } from './retell.ts'
import { venues } from './venue.ts'

const scenarios = {
  'a fee is taken from what is received: base by the buyer, quote by the seller': `
    fees any maker 0.1% taker 0.25%
    ada sells 10 @ 100
    bob buys 10 @ 100                 => bob gets 10 @ 100 from ada
    bob has 1009.975 btc
    bob has 999000 usdt
    ada has 1000999 usdt
    house has 0.025 btc
    house has 1 usdt`,

  'the same the other way round': `
    fees any maker 0.1% taker 0.25%
    ada buys 10 @ 100
    bob sells 10 @ 100                => ada gets 10 @ 100 from bob
    ada has 1009.99 btc
    bob has 1000997.5 usdt
    house has 0.01 btc
    house has 2.5 usdt`,

  'a rebate is paid to the maker out of the fee of the taker, in its asset': `
    fees any maker 0.1% taker 0.25%
    fees vip maker -0.05% taker 0.2%
    ada joins vip
    ada sells 10 @ 100
    bob buys 10 @ 100                 => bob gets 10 @ 100 from ada
    bob has 1009.975 btc
    ada has 990.005 btc
    ada has 1001000 usdt
    house has 0.02 btc
    house has 0 usdt`,

  'and in quote when the taker sells': `
    fees any maker 0.1% taker 0.25%
    fees vip maker -0.05% taker 0.2%
    ada joins vip
    ada buys 10 @ 100
    bob sells 10 @ 100                => ada gets 10 @ 100 from bob
    ada has 1010 btc
    ada has 999000.5 usdt
    bob has 1000997.5 usdt
    house has 2 usdt
    house has 0 btc`,

  'an order keeps the rates that it was accepted with': `
    fees any maker 0.1% taker 0.2%
    ada sells 10 @ 100
    fees any maker 0.5% taker 1%
    bob buys 10 @ 100                 => bob gets 10 @ 100 from ada
    ada has 1000999 usdt
    bob has 1009.9 btc`,

  'so does a rebate, as far as the fee of the taker reaches': `
    fees any maker 0% taker 0.2%
    fees vip maker -0.2% taker 0.3%
    ada joins vip
    ada sells 10 @ 100
    fees vip maker 0% taker 0.3%
    fees any maker 0% taker 0.1%
    bob buys 10 @ 100                 => bob gets 10 @ 100 from ada
    bob has 1009.99 btc
    ada has 990.01 btc
    house has 0 btc`,

  'no rebate exceeds what any taker pays': `
    fees any maker 0.1% taker 0.2%
    fees vip maker -0.21% taker 0.5%  => refused invalid_definition
    fees vip maker -0.2% taker 0.5%
    fees any maker 0.1% taker 0.19%   => refused invalid_definition
    fees low maker 0% taker 0.1%      => refused invalid_definition
    fees low maker 0% taker 0.2%`,

  'nor what is left when a fee is deleted': `
    fees any maker 0.1% taker 0.1%
    fees any deleted
    fees any deleted                  => refused invalid_definition
    fees any maker 0% taker 0.3%
    fees vip maker -0.3% taker 0.4%
    fees any deleted                  => refused invalid_definition
    fees vip deleted
    fees any deleted`,
}

for (const [claim, script] of Object.entries(scenarios)) {
  for (const [name, open] of venues) {
    test(`${claim} (${name})`, () => assert.equal(retell(script, open()), inOneForm(script)))
  }
}
