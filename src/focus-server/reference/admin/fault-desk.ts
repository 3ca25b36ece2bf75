/** The faults around the server, by the place where they are: what administration lists, adds and takes away. */
import { FaultRefused, type Fault, type FaultDriver } from '../../../proxy/fault.ts';
import { describeFault } from '../../../proxy/parse-fault.ts';

export const FAULT_TARGETS = ['catalogue', 'server'] as const;
/** `catalogue`: between the server and MongoDB; `server`: in front of the server. */
export type FaultTarget = (typeof FAULT_TARGETS)[number];

export interface FaultView {
  readonly id: string;
  readonly target: FaultTarget;
  readonly fault: Fault;
  /** The fault in words. */
  readonly text: string;
}

export interface FaultDesk {
  add(target: FaultTarget, driver: FaultDriver): void;
  list(): readonly FaultView[];
  /** Throws FaultRefused, also where the target has no driver. */
  inject(target: FaultTarget, fault: Fault): Promise<FaultView>;
  /** False when no such fault is in force. */
  undo(id: string): Promise<boolean>;
  undoAll(): Promise<void>;
}

export function createFaultDesk(): FaultDesk {
  const drivers = new Map<FaultTarget, FaultDriver>();
  const inForce = () =>
    [...drivers].flatMap(([target, driver]) =>
      driver.active().map((active) => ({ active, view: describe(target, active) })),
    );
  return {
    add: (target, driver) => drivers.set(target, driver),
    list: () => inForce().map(({ view }) => view),
    inject: async (target, fault) => {
      const driver = drivers.get(target);
      if (driver === undefined) throw new FaultRefused(`nothing can fail at the ${target}`);
      return describe(target, await driver.inject(fault));
    },
    undo: async (id) => {
      const found = inForce().find(({ view }) => view.id === id);
      await found?.active.undo();
      return found !== undefined;
    },
    undoAll: async () => {
      for (const driver of drivers.values()) await driver.undoAll();
    },
  };
}

function describe(target: FaultTarget, { id, fault }: { id: string; fault: Fault }): FaultView {
  return { id: `${target}.${id}`, target, fault, text: describeFault(fault) };
}
