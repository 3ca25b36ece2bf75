import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{judgeRuns,reportResult}from"./chunk-6Q4YLGJX.js";import"./chunk-MNMZ2BI3.js";import{deliverReport}from"./chunk-37STAWDZ.js";import"./chunk-SZ7GEBPU.js";import"./chunk-ZSURDETQ.js";import"./chunk-UGGZP2UO.js";import"./chunk-5J72RVOU.js";import"./chunk-LF7XIOTB.js";import"./chunk-6HIHA2HL.js";import"./chunk-ISQKZLQM.js";import"./chunk-QMMRSE52.js";export{deliverReport,judgeRuns,reportResult};
