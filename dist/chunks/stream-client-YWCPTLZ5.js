import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{openStream}from"./chunk-6YJA2X2E.js";import"./chunk-DS4ENA5X.js";import"./chunk-OVKZKRTL.js";import"./chunk-QMMRSE52.js";export{openStream};
