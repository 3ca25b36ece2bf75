import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{createArtifactStore}from"./chunk-6TWXFEGO.js";import"./chunk-7ZMWPXYP.js";import"./chunk-QMMRSE52.js";export{createArtifactStore};
