import { useEffect } from 'react'
import { Button, buttonClass, toast } from '../../../web/kit/index.ts'
import { messageOf } from '../../api/index.ts'
import { mailboxPath, useEmbedded } from '../../embedded/index.ts'
import { FormCard } from '../../identity/index.ts'
import { Link, navigate, useTitle } from '../../router/index.ts'
import { refreshUser, signOut, useSession } from '../../session/index.ts'
import { NextSteps } from './next-steps.tsx'
import { ResendForm } from './resend-form.tsx'

/** "Check your mail", until the address is confirmed in this tab or in another. */
export function VerificationScreen() {
  useTitle('Check your mail')
  const user = useSession((session) => session.user)
  const waits = user?.state === 'pending'
  useWatchForConfirmation(waits)
  if (user && !waits) return <NextSteps />
  return (
    <FormCard
      title="Check your mail"
      lead={
        user ? (
          <>
            We sent a link to <strong>{user.email}</strong>. Open it to confirm that the address is yours. It
            is valid for one hour.
          </>
        ) : (
          'Enter your e-mail, and we send you a new link to confirm it.'
        )
      }
      foot={user ? <WrongAddress /> : <SignInLink />}
    >
      <div className="identity-actions">
        <MailboxLink />
        <ResendForm prominent={!user} />
      </div>
    </FormCard>
  )
}

function MailboxLink() {
  const embedded = useEmbedded() === true
  if (!embedded) return null
  return (
    <a
      className={buttonClass({ variant: 'primary', size: 'l', block: true })}
      href={mailboxPath}
      target="_blank"
    >
      Open the mailbox
    </a>
  )
}

const SignInLink = () => (
  <p>
    Confirmed already? <Link to="/signin">Sign in</Link>
  </p>
)

function WrongAddress() {
  const leave = async () => {
    try {
      await signOut()
      navigate('/signup', { replace: true })
    } catch (error) {
      toast('error', 'You are still signed in', messageOf(error))
    }
  }
  return (
    <p>
      Wrong address?{' '}
      <Button variant="ghost" size="s" onClick={() => void leave()}>
        Sign up with another
      </Button>
    </p>
  )
}

const everyMs = 4_000

/** The link is mostly opened in another tab: this one asks now and then, and at once when it is looked at again. */
function useWatchForConfirmation(waits: boolean): void {
  useEffect(() => {
    if (!waits) return
    const look = () => {
      // A failed look is no news; the next one may succeed.
      if (!document.hidden) refreshUser().catch(() => undefined)
    }
    const timer = setInterval(look, everyMs)
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [waits])
}
