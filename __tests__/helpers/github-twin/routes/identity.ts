/** Who asks, and where. */
import { forbidden, ok, type Operation } from '../operation.ts';
import { showRepository } from '../represent/repository.ts';
import { showPublicUser } from '../represent/user.ts';
import { fullName } from '../world.ts';

export const IDENTITY_OPERATIONS: readonly Operation[] = [
  {
    // The metadata of a repository is readable to every token that can see it.
    id: 'repos/get',
    needs: null,
    answer: (world) =>
      ok({ ...showRepository(world, fullName(world)), network_count: 0, subscribers_count: 0 }),
  },
  {
    // A workflow's own token belongs to an installation, which is no user.
    id: 'users/get-authenticated',
    needs: null,
    answer: (world) =>
      world.actor.endsWith('[bot]')
        ? forbidden('Resource not accessible by integration')
        : ok(showPublicUser(world, world.actor)),
  },
];
