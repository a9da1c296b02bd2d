import { useState } from 'react'
import {
  Badge,
  Button,
  buttonClass,
  CopyButton,
  dateTimeText,
  EmptyState,
  Notice,
  Panel,
  Skeleton,
  toast,
} from '../../../web/kit/index.ts'
import { messageOf, publicApi, useRemote } from '../../api/index.ts'
import { Link, navigate } from '../../router/index.ts'
import { signOut } from '../../session/index.ts'
import { gatesOf, proofOf } from './level-gates.ts'
import type { SectionProps } from './profile-screen.tsx'

export function AccountSection({ user }: SectionProps) {
  return (
    <>
      {user.state === 'pending' && (
        <Notice tone="warn">
          <p>Your e-mail is not confirmed yet. Until then you cannot deposit or trade.</p>
          <Link
            to="/email-verification"
            className={buttonClass({ variant: 'primary', size: 's' }, 'profile-action')}
          >
            Confirm e-mail
          </Link>
        </Notice>
      )}
      <Panel title="Account">
        <dl className="profile-facts">
          <div>
            <dt>E-mail</dt>
            <dd>{user.email}</dd>
          </div>
          <div>
            <dt>User ID</dt>
            <dd>
              <span className="profile-code">{user.uid}</span> <CopyButton text={user.uid} />
            </dd>
          </div>
          <div>
            <dt>Member since</dt>
            <dd className="num">{dateTimeText(user.created_at)}</dd>
          </div>
          {user.role !== 'member' && (
            <div>
              <dt>Role</dt>
              <dd>{user.role}</dd>
            </div>
          )}
          <div>
            <dt>Two-factor</dt>
            <dd>
              {user.otp ? <Badge tone="good">On</Badge> : <Badge tone="warn">Off</Badge>}{' '}
              <Link to="/profile/security">{user.otp ? 'Manage' : 'Turn on'}</Link>
            </dd>
          </div>
        </dl>
      </Panel>
      <LevelPanel level={user.level} />
      <SignOutPanel />
    </>
  )
}

function LevelPanel({ level }: { level: number }) {
  const levels = useRemote(publicApi.memberLevels, {}, { staleTimeMs: 600_000 })
  const gates = levels.data && gatesOf(levels.data, level)
  return (
    <Panel
      title={`Level ${level}`}
      aside={<span className="faint profile-aside">What your account may do</span>}
    >
      {levels.isError && (
        <EmptyState
          icon="warn"
          title="The levels could not be loaded"
          text={messageOf(levels.error)}
          action={<Button onClick={() => void levels.refetch()}>Try again</Button>}
        />
      )}
      {!levels.isError && (
        <ul className="profile-gates">
          {gates
            ? gates.map((gate) => (
                <li key={gate.id}>
                  <strong>{gate.name}</strong>
                  <span className="muted">
                    From level {gate.fromLevel}
                    {proofOf(gate.fromLevel) && `: ${proofOf(gate.fromLevel)}`}
                  </span>
                  {gate.open ? <Badge tone="good">Allowed</Badge> : <Badge>Not yet</Badge>}
                </li>
              ))
            : [1, 2, 3].map((row) => (
                <li key={row} aria-hidden="true">
                  <strong>
                    <Skeleton width="64px" />
                  </strong>
                  <span className="muted">
                    <Skeleton width="180px" />
                  </span>
                  <Skeleton width="52px" height="20px" />
                </li>
              ))}
        </ul>
      )}
      <p className="profile-small faint">
        Phone and document checks are not part of this version yet, and neither are withdrawals.
      </p>
    </Panel>
  )
}

function SignOutPanel() {
  const [pending, setPending] = useState(false)
  const leave = async () => {
    setPending(true)
    try {
      await signOut()
      navigate('/')
    } catch (error) {
      setPending(false)
      toast('error', 'You are still signed in', messageOf(error))
    }
  }
  return (
    <Panel title="Session">
      <div className="profile-row">
        <p className="muted">Ends the session of this browser. Other devices stay signed in.</p>
        <Button icon="exit" pending={pending} onClick={() => void leave()}>
          Sign out
        </Button>
      </div>
    </Panel>
  )
}
