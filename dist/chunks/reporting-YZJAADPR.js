import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{judgeRuns,reportResult}from"./chunk-JAWB2KZY.js";import"./chunk-RW234GF5.js";import{deliverReport}from"./chunk-6IHBTYEL.js";import"./chunk-7UB4ZSEM.js";import"./chunk-ZH7MO5HV.js";import"./chunk-T3Q34GJD.js";import"./chunk-GRHCUDBJ.js";import"./chunk-LF7XIOTB.js";import"./chunk-6HIHA2HL.js";import"./chunk-ISQKZLQM.js";import"./chunk-QMMRSE52.js";export{deliverReport,judgeRuns,reportResult};
