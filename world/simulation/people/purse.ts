import type { HeldWithdrawal } from '../../../core/exchange/index.ts'
import type { AccountId, Amount, AssetCode } from '../../../core/units/index.ts'
import { decimalFromAmount } from '../../../core/units/index.ts'
import { people, type Place } from '../cast.ts'
import { uuidFrom } from '../take-over-globals.ts'
import type { Person } from './person.ts'

/** So much that nobody has it. */
const riches = 1_000_000_000

/** Eight digits, as assets here have them; now and then more than anybody has. */
const drawnSum = (person: Person, most: number): Amount => {
  const steps = person.random.chance(0.1) ? riches : person.random.whole(2, most)
  return (BigInt(steps) * 10n ** 12n) as Amount
}

const drawnAsset = (person: Person, { base, quote }: Place): AssetCode =>
  person.random.pick([base, quote]) as AssetCode

/** Coins go to a person's deposit address. */
export function deposit(person: Person, place: Place): void {
  const asset = drawnAsset(person, place)
  const sum = (BigInt(person.random.whole(1, 5_000_000)) * 10n ** 12n) as Amount
  const txid = person.parts.chain.send(person.uid, asset, sum)
  person.parts.tell(person.uid, `sends ${sum} ${asset} in ${txid}`)
}

/** Asks for a withdrawal; its name is used once, also by who asks again under another key. */
export async function withdraw(person: Person, place: Place): Promise<void> {
  const { witness } = person.parts
  const sum = drawnSum(person, 2_000_000)
  const asked: HeldWithdrawal = {
    withdrawal: uuidFrom(person.random),
    account: person.uid,
    asset: drawnAsset(person, place),
    sum,
    fee: person.random.pick([0n, sum / 100n, sum / 2n]) as Amount,
  }
  const command = { kind: 'hold_withdrawal', ...asked } as const
  witness.withdrawals.ask(asked)
  const { rejection } = await person.insistOn({ key: `hold:${asked.withdrawal}`, command })
  if (rejection !== null || !person.random.chance(0.3)) return
  const again = await person.insistOn({ key: `hold again:${asked.withdrawal}`, command })
  if (again.rejection !== 'withdrawal_known' && again.rejection !== 'withdrawals_stopped')
    witness.violated('I12 paid out once', [`${asked.withdrawal} was held again: ${again.rejection}`])
}

/** Gives to somebody, with a code that is good once: whoever asks again with it gives nothing twice. */
export async function give(person: Person, place: Place): Promise<void> {
  const { witness } = person.parts
  const to = person.random.pick([...people, person.uid, 'IDNOBODY' as AccountId])
  const gift = { from: person.uid, to, asset: drawnAsset(person, place), sum: drawnSum(person, 1_000_000) }
  const body = {
    currency: gift.asset,
    amount: decimalFromAmount(gift.sum),
    otp: String(person.random.whole(0, 999_999)).padStart(6, '0'),
    username_or_uid: to,
  }
  witness.gifts.ask(gift)
  const reply = await person.insist({ method: 'POST', path: '/account/internal_transfers', body })
  if (reply.status === 201) witness.gifts.told(gift)
}
