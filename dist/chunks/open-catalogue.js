import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{openCatalogue}from"./mongodb.js";import"./focus-server.js";import"./zod.js";import"./of-launch-suites-run-guard-start-reference-server-920fd4.js";import"./suite.js";import"./kit.js";import"./base.js";export{openCatalogue};
