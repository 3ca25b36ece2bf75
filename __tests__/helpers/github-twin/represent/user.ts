import { createHash } from 'node:crypto';
import { toIso, type World } from '../world.ts';

/** The same name always has the same id. */
export const idOf = (name: string): number =>
  Number.parseInt(createHash('sha1').update(name).digest('hex').slice(0, 7), 16);

export const nodeId = (kind: string, id: number | string): string =>
  Buffer.from(`${kind}:${id}`).toString('base64');

const LINKS = ['followers', 'subscriptions', 'repos', 'received_events'] as const;
const TEMPLATES = {
  following_url: 'following{/other_user}',
  gists_url: 'gists{/gist_id}',
  starred_url: 'starred{/owner}{/repo}',
  events_url: 'events{/privacy}',
  organizations_url: 'orgs',
};

export function showUser(world: World, login: string): Record<string, unknown> {
  const url = `${world.urls.api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: idOf(login),
    node_id: nodeId('User', login),
    avatar_url: `https://avatars.githubusercontent.com/u/${idOf(login)}?v=4`,
    gravatar_id: '',
    url,
    html_url: `${world.urls.server}/${login.replace('[bot]', '')}`,
    ...Object.fromEntries(LINKS.map((link) => [`${link}_url`, `${url}/${link}`])),
    ...Object.fromEntries(Object.entries(TEMPLATES).map(([key, path]) => [key, `${url}/${path}`])),
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}

/** With the person's own words. */
export function showPublicUser(world: World, login: string): Record<string, unknown> {
  const silent = ['name', 'company', 'location', 'email', 'hireable', 'bio'].map((key) => [key, null]);
  const counts = ['public_repos', 'public_gists', 'followers', 'following'].map((key) => [key, 0]);
  const made = toIso(new Date(0));
  const own = { blog: '', created_at: made, updated_at: made };
  return { ...showUser(world, login), ...own, ...Object.fromEntries([...silent, ...counts]) };
}
