import { created, notFound, ok, type Operation } from '../operation.ts';
import { checkLabel, refuse } from '../limits.ts';
import { PAGE_QUERY, takePage } from '../paginate.ts';
import { read, write } from '../permissions.ts';
import { showLabel } from '../represent/label.ts';
import { apiUrl } from '../world.ts';

interface LabelBody {
  name: string;
  color?: string;
  description?: string;
}

export const LABEL_OPERATIONS: readonly Operation[] = [
  {
    id: 'issues/list-labels-for-repo',
    needs: read('issues'),
    query: PAGE_QUERY,
    answer: (world, call) => {
      const { items, headers } = takePage([...world.labels.values()], call, apiUrl(world, 'labels'));
      return { status: 200, headers, json: items.map(({ name }) => showLabel(world, name)) };
    },
  },
  {
    id: 'issues/get-label',
    needs: read('issues'),
    answer: (world, { params }) => {
      const label = world.labels.get((params['name'] ?? '').toLowerCase());
      return label === undefined ? notFound() : ok(showLabel(world, label.name));
    },
  },
  {
    id: 'issues/create-label',
    needs: write('issues'),
    answer: (world, call) => {
      const { name, color = 'ededed', description } = call.body as LabelBody;
      const refused = checkLabel(name, description);
      if (refused !== null) return refused;
      if (world.labels.has(name.toLowerCase())) return refuse('Label', 'name', { code: 'already_exists' });
      const label = { id: world.nextId(), name, color, description: description ?? null };
      world.labels.set(name.toLowerCase(), label);
      return created(showLabel(world, name));
    },
  },
];
