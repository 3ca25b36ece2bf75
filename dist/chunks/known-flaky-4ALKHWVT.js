import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{countNewFlaky,readKnownFlaky}from"./chunk-UGB7ZRTC.js";import"./chunk-U5PU7RLO.js";import"./chunk-OVKZKRTL.js";import"./chunk-QMMRSE52.js";export{countNewFlaky,readKnownFlaky};
