/** Types of 'focus-stability/suite', made by scripts/suite-types.ts. At run time the runner gives the module. */
type Build<Target> = (builder: SuiteBuilder<Target>) => void;
/**
 * A suite with the tests that `build` defines. `Target` is the type of `t.target`.
 * @throws TypeError when a name or an option is wrong, or two tests have the same name
 */
export declare function suite<Target = unknown>(title: string, build: Build<Target>): Suite;
export declare function suite<Target = unknown>(title: string, options: SuiteOptions, build: Build<Target>): Suite;
/** It did not become true in time; `cause` is what the last check threw. */
export declare class NotEventually extends Error {
    name: string;
}
/**
 * Checks until a check neither throws nor gives `false`; resolves with what it gave.
 * @throws NotEventually when the deadline passes; the signal's reason when that is aborted first
 */
export declare function expectEventually<T>(what: string, check: Check<T>, wait: WaitOptions & {
    readonly signal?: AbortSignal | undefined;
}): Promise<Exclude<T, false>>;
/** What a suite file exports, and what its author may say about suites and tests. */
/** Everything here applies to all tests of the suite. */
export interface SuiteOptions {
    /** Keys of the requirements (stories) that the suite covers. */
    readonly xray?: string | readonly string[] | undefined;
    readonly tags?: readonly string[] | undefined;
    /** Tests that may run at the same time; 1 when absent. */
    readonly concurrency?: number | undefined;
    /** Milliseconds for each test that does not say otherwise; 30,000 when absent. */
    readonly timeoutMs?: number | undefined;
}
export interface TestOptions {
    /** Key of the test. */
    readonly xray?: string | readonly string[] | undefined;
    /** Added to those of the suite. */
    readonly tags?: readonly string[] | undefined;
    /** Milliseconds for fixtures and body together. */
    readonly timeoutMs?: number | undefined;
    /** The reason why the test is not run. */
    readonly skip?: string | undefined;
}
export type TestBody<Target> = (t: TestContext<Target>) => unknown;
export interface DefineTest<Target> {
    (name: string, body: TestBody<Target>): void;
    (name: string, options: TestOptions, body: TestBody<Target>): void;
    readonly each: DefineEach<Target>;
}
/** One test for each row. `$key` and `$key.inner` in the name stand for values of the row, `$value` for the whole row. */
export type DefineEach<Target> = <Row>(rows: Iterable<Row>) => DefineRows<Target, Row>;
export interface DefineRows<Target, Row> {
    (name: string, body: (row: Row) => TestBody<Target>): void;
    (name: string, options: TestOptions, body: (row: Row) => TestBody<Target>): void;
}
export interface SuiteBuilder<Target> {
    readonly test: DefineTest<Target>;
    /** The same as `test.each`. */
    readonly each: DefineEach<Target>;
    /** Made when first used by a test, for this test only unless `per` says suite. */
    readonly fixture: {
        <T>(make: FixtureMaker<Target, T>): Fixture<T>;
        <T>(options: FixtureOptions, make: FixtureMaker<Target, T>): Fixture<T>;
    };
}
export interface TestDefinition {
    readonly name: string;
    readonly xray: readonly string[];
    /** Those of the suite first, none twice. */
    readonly tags: readonly string[];
    readonly timeoutMs: number;
    /** null: the test runs. */
    readonly skip: string | null;
    readonly body: TestBody<unknown>;
}
/** Made by `suite()`. */
export interface Suite {
    readonly isFocusStabilitySuite: true;
    readonly title: string;
    readonly xray: readonly string[];
    readonly concurrency: number;
    readonly tests: readonly TestDefinition[];
}
/** What a running test and a fixture in the making are given. */
/** How long `eventually` waits. */
export interface WaitOptions {
    /** Milliseconds from now. */
    readonly deadlineMs: number;
    /** Milliseconds between the end of one check and the next; 100 when absent. */
    readonly everyMs?: number | undefined;
}
/** A check fails by throwing or by giving `false`; its signal is aborted when the time is up. */
export type Check<T> = (signal: AbortSignal) => T | Promise<T>;
export interface FixtureContext<Target = unknown> {
    /** Facts of the environment, as the person who runs the suite gave them. */
    readonly target: Target;
    /** Aborted when the time of the test is up or the person stops the run: pass it to whatever waits. */
    readonly signal: AbortSignal;
    /** A line for the report of this test. */
    readonly log: (text: string) => void;
    /** Milliseconds of a clock that only runs forward. */
    now(): number;
    /** Milliseconds since 1970. */
    epoch(): number;
    /** [0, 1), the same sequence for the same seed and test. */
    readonly random: () => number;
    /** Called when the test (or the suite, for its fixtures) is over, last one first, whatever happened. */
    readonly defer: (cleanup: () => unknown) => void;
    /** The value of a fixture. A fixture of the suite may use only fixtures of the suite. */
    readonly use: <T>(fixture: Fixture<T>) => Promise<T>;
    /**
     * Checks again and again until a check neither throws nor gives `false`; resolves with what it gave.
     * Rejects with NotEventually when the deadline passes.
     */
    readonly eventually: <T>(what: string, check: Check<T>, wait: WaitOptions) => Promise<Exclude<T, false>>;
}
export interface TestContext<Target = unknown> extends FixtureContext<Target> {
    readonly id: string;
    readonly name: string;
    /** A measurement or a fact of this execution; becomes the property `metric.<name>`. The last value of a name stays. */
    readonly record: (name: string, value: number | string) => void;
    /** Keeps a file beside the report; returns its absolute path. */
    readonly attach: (name: string, content: string | Uint8Array) => string;
    /** Ends the test as skipped. */
    readonly skip: (reason: string) => never;
}
export type FixtureMaker<Target, T> = (f: FixtureContext<Target>) => T | Promise<T>;
export interface FixtureOptions {
    readonly per: 'test' | 'suite';
}
/** Opaque to suites: `await t.use(fixture)` gives the value. */
export interface Fixture<T> {
    readonly per: 'test' | 'suite';
    readonly make: FixtureMaker<unknown, T>;
}
/** A Focus Server and what surrounds it, as suites need to know them. Plain data: it is handed to other processes. */
export interface Environment {
    /** As the user calls it; `embedded` for the reference server that a run starts itself. */
    readonly name: string;
    /** With the prefix, without a slash at the end: `https://host/focus-server`. */
    readonly baseUrl: string;
    readonly tls: TlsTrust;
    /** Host of the gRPC servers when `stream_url` of an answer cannot be reached from here; null to believe it. */
    readonly streamHost: string | null;
    readonly timeouts: {
        /** Milliseconds of one HTTP request. */
        readonly requestMs: number;
        /** Milliseconds until the first frame of a stream. */
        readonly streamMs: number;
    };
    /** The server's rules differ by profile. */
    readonly profile: 'default' | 'strict-view-limits' | 'legacy';
    readonly limits: {
        /** Investigations at a time. */
        readonly maxWindows: number;
        /** All limits of time are multiplied by this: 1 for a quiet machine. */
        readonly latencyScale: number;
    };
    /** Null: the catalogue cannot be reached from here. */
    readonly mongo: MongoAccess | null;
    /** Null: the cluster cannot be reached from here. */
    readonly kubernetes: KubernetesAccess | null;
    /** How faults are injected; null: they are not allowed here. */
    readonly faults: FaultAccess | null;
    /** True only for the reference server, which tells its state below `/_admin`. */
    readonly hasAdmin: boolean;
}
/** What a bundled suite gets as `t.target`. */
export interface SuiteTarget {
    readonly environment: Environment;
    /** `--set name=value`. */
    readonly settings: Readonly<Record<string, string>>;
}
export interface TlsTrust {
    /** PEM text of the authorities to believe besides the system's; null for none. */
    readonly ca: string | null;
    /** Believe any certificate. */
    readonly insecure: boolean;
}
export interface MongoAccess {
    /** A secret: it may hold a password. */
    readonly uri: string;
    readonly database: string;
}
export interface KubernetesAccess {
    readonly baseUrl: string;
    /** A secret; null for none. */
    readonly token: string | null;
    readonly tls: TlsTrust;
    readonly namespace: string;
    /** What runs MongoDB: the name of a deployment, or `statefulset/<name>`. */
    readonly mongoDeployment: string;
}
export type FaultAccess = 
/** The reference server's own proxy, through `/_admin/faults`. */
{
    readonly driver: 'admin';
} | {
    readonly driver: 'toxiproxy';
    readonly url: string;
    readonly proxy: string;
} | {
    readonly driver: 'chaos-mesh';
    /** Labels of the server's pods, and of MongoDB's. */
    readonly source: PodLabels;
    readonly target: PodLabels;
    /** Where MongoDB's pods are; null: beside the server's. */
    readonly targetNamespace: string | null;
} | {
    readonly driver: 'scale-down';
} | {
    readonly driver: 'netem';
    readonly executor: 'local' | 'ssh' | 'kubectl';
    /** Host of ssh, or pod of kubectl; null for local. */
    readonly where: string | null;
    readonly interface: string;
    /** IP address of MongoDB. */
    readonly host: string;
    readonly port: number;
    /** Whether commands run at the client of MongoDB (the server) or at MongoDB itself. */
    readonly side: 'client' | 'target';
    /** Commands need `sudo` to be root. */
    readonly sudo: boolean;
};
/** At least one: none would be all pods. */
export type PodLabels = Readonly<Record<string, string>>;
export {};
