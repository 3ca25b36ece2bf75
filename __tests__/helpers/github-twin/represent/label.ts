import { apiUrl, type World } from '../world.ts';
import { idOf, nodeId } from './user.ts';

export function showLabel(world: World, name: string): Record<string, unknown> {
  const label = world.labels.get(name.toLowerCase());
  const id = label?.id ?? idOf(name);
  return {
    id,
    node_id: nodeId('Label', id),
    url: apiUrl(world, `labels/${encodeURIComponent(name)}`),
    name: label?.name ?? name,
    color: label?.color ?? 'ededed',
    default: false,
    description: label?.description ?? null,
  };
}
