import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId}from"./chunk-NJ4D7JM4.js";import"./chunk-BL2XMY6L.js";import"./chunk-HMRZRULT.js";import"./chunk-QMMRSE52.js";export{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId};
