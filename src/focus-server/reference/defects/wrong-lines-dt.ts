import type { Defect } from '../defect.ts';

export const wrongLinesDt: Defect = {
  name: 'wrong-lines-dt',
  title: 'lines_dt is a tenth too long',
  hooks: { plan: (plan) => ({ ...plan, linesDt: plan.linesDt * 1.1 }) },
};
