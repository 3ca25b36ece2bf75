import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{createArtifactStore,loadArtifactClient}from"./chunk-CRGN7RR5.js";import"./chunk-7ZMWPXYP.js";import"./chunk-QRGMMVLZ.js";import"./chunk-WJ3HTBZK.js";import"./chunk-ZWVPUR2K.js";import"./chunk-OVKZKRTL.js";import"./chunk-QMMRSE52.js";export{createArtifactStore,loadArtifactClient};
