import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{countNewFlaky,readKnownFlaky}from"./chunk-ODZVYAOB.js";import"./chunk-45HACXMR.js";import"./chunk-OVKZKRTL.js";import"./chunk-QMMRSE52.js";export{countNewFlaky,readKnownFlaky};
