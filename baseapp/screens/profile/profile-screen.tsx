import type { ComponentType } from 'react'
import { EmptyState, Icon, type IconName } from '../../../web/kit/index.ts'
import type { User } from '../../api/index.ts'
import { Link, useTitle } from '../../router/index.ts'
import type { ScreenProps } from '../../routes.tsx'
import { useSession } from '../../session/index.ts'
import { AccountSection } from './account-section.tsx'
import { ActivitySection } from './activity-section.tsx'
import { ApiKeysSection } from './api-keys-section.tsx'
import { SecuritySection } from './security-section.tsx'
import '../../../web/kit/phone-cards.css'
import './profile.css'

export type SectionProps = { user: User }
type Section = { path: string; title: string; icon: IconName; Body: ComponentType<SectionProps> }

const sections: readonly Section[] = [
  { path: '/profile', title: 'Account', icon: 'user', Body: AccountSection },
  { path: '/profile/security', title: 'Security', icon: 'shield', Body: SecuritySection },
  { path: '/profile/api-keys', title: 'API keys', icon: 'key', Body: ApiKeysSection },
  { path: '/profile/activity', title: 'Activity', icon: 'clock', Body: ActivitySection },
]

export function ProfileScreen({ params }: ScreenProps) {
  const user = useSession((session) => session.user)
  const name = params['section']
  const section = sections.find((each) => each.path === (name ? `/profile/${name}` : '/profile'))
  useTitle(section ? `${section.title} · Profile` : 'Profile')
  if (!user) return null
  return (
    <div className="page profile">
      <h1 tabIndex={-1}>Profile</h1>
      <div className="profile-columns">
        <nav className="profile-nav" aria-label="Profile">
          {sections.map(({ path, title, icon }) => (
            <Link key={path} to={path} aria-current={path === section?.path ? 'page' : undefined}>
              <Icon name={icon} /> {title}
            </Link>
          ))}
        </nav>
        <div className="profile-body">
          {section ? (
            <section.Body user={user} />
          ) : (
            <EmptyState icon="search" title="There is no such part of the profile" />
          )}
        </div>
      </div>
    </div>
  )
}
