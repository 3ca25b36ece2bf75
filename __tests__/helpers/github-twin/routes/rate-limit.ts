import { ok, type Operation } from '../operation.ts';

export const RATE_OPERATIONS: readonly Operation[] = [
  {
    id: 'rate-limit/get',
    needs: null,
    answer: (world) => {
      const { limit, used, resetAt } = world.rate;
      const reset = Math.ceil(resetAt.getTime() / 1000);
      const core = { limit, used, remaining: limit - used, reset };
      return ok({ resources: { core, search: { limit: 30, used: 0, remaining: 30, reset } }, rate: core });
    },
  },
];
