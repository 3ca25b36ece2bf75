import type { ViewType } from './stream-plan.ts';

export const MULTICHANNEL: ViewType = 0;
export const SINGLECHANNEL: ViewType = 1;
export const WATERFALL: ViewType = 2;
